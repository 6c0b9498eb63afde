package org.uputnica.platform.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is asked of a token besides a good signature. */
@ConfigMapping(prefix = "uputnica.token")
public interface TokenSettings {
  /**
   * Clients of the identity provider whose tokens are taken without being bound to a key. The demo
   * names its player; production names none.
   */
  Optional<Set<String>> unboundClients();

  /**
   * Scheme and authority under which clients reach the service, as proofs name it ({@code
   * https://api.example.org}). Without it what the request itself says is taken, which is right
   * only where no proxy stands in between.
   */
  Optional<URI> address();

  /** How far the time in a proof may be from the clock here, either way. */
  @WithDefault("60s")
  Duration proofWindow();

  /**
   * The longest a token is believed without the identity provider having said that its account
   * still stands and still has these roles. What opens identity is never believed: it asks anew.
   */
  @WithDefault("60s")
  Duration standingWithin();

  /** With it the service asks the identity provider about tokens, as {@code oidc.client-id}. */
  Optional<String> clientSecret();
}
