package org.uputnica.platform.token;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.uputnica.platform.time.RealTime;

/**
 * Whether the token still holds under which a long answer began: what {@link TokenGuard} asked at
 * its beginning, asked again while it lasts.
 */
@ApplicationScoped
public class TokenWatch {
  private final MetDevices devices;
  private final Accounts accounts;
  private final Clock clock;

  TokenWatch(MetDevices devices, Accounts accounts, @RealTime Clock clock) {
    this.devices = devices;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Not ended, its device not locked, and its account stands. What cannot be asked is a no. */
  public boolean holds(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        && clock.instant().isBefore(Instant.ofEpochSecond(token.getExpirationTime()))
        && deviceStands(identity)
        && accounts.holds(identity);
  }

  private boolean deviceStands(SecurityIdentity identity) {
    Optional<BoundKey> key = BoundKey.of(identity);
    try {
      return key.isEmpty() || devices.meet(key.get()) == MetDevices.Met.STANDS;
    } catch (SQLException away) {
      return false;
    }
  }
}
