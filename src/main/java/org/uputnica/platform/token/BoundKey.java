package org.uputnica.platform.token;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonString;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The key a token is bound to (RFC 7800, 9449). That who sends the token holds it, {@link
 * TokenGuard} has seen.
 *
 * @param thumbprint of the key (RFC 7638, SHA-256)
 * @param session of the identity provider in which the token was issued; {@code sid}
 */
public record BoundKey(String thumbprint, @Nullable String session) {
  /** The key of the caller's token; nothing if it is bound to none. */
  public static Optional<BoundKey> of(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token ? of(token) : Optional.empty();
  }

  static Optional<BoundKey> of(JsonWebToken token) {
    if (!(token.getClaim("cnf") instanceof Map<?, ?> confirmation)) {
      return Optional.empty();
    }
    @Nullable String session = token.getClaim("sid");
    return switch (confirmation.get("jkt")) {
      case String key -> Optional.of(new BoundKey(key, session));
      case JsonString key -> Optional.of(new BoundKey(key.getString(), session));
      case null, default -> Optional.empty();
    };
  }
}
