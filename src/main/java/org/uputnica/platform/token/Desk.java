package org.uputnica.platform.token;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.RefusedException;

/** Sends registered devices away where {@link AtADesk} says so, before any second factor. */
@Interceptor
@AtADesk
@Priority(Interceptor.Priority.PLATFORM_BEFORE - 1)
class Desk {
  private final SecurityIdentity identity;
  private final MetDevices devices;

  Desk(SecurityIdentity identity, MetDevices devices) {
    this.identity = identity;
    this.devices = devices;
  }

  @AroundInvoke
  @Nullable Object look(InvocationContext call) throws Exception {
    if (isDevice()) {
      throw new RefusedException(TokenRefusal.DESK);
    }
    return call.proceed();
  }

  private boolean isDevice() {
    Optional<BoundKey> key = BoundKey.of(identity);
    try {
      return key.isPresent() && devices.knows(key.get());
    } catch (SQLException away) {
      throw new RefusedException(TokenRefusal.PROVIDER_AWAY);
    }
  }
}
