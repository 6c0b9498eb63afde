package org.uputnica.platform.token;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.time.RealTime;
import org.uputnica.platform.token.IdentityProvider.AwayException;
import org.uputnica.platform.token.IdentityProvider.Standing;

/**
 * Whether the accounts behind the tokens in use still stand: not disabled, signed in, with every
 * role, organisation and country the token names.
 *
 * <p>A token is believed for {@link TokenSettings#standingWithin()} from when it was issued or the
 * identity provider last vouched for it. The tokens in use are asked about in the background before
 * that, so a request hardly ever waits. While the provider is away, what it said last holds until
 * the token ends. What opens identity asks anew each time ({@link #confirm}), and then no answer
 * means no.
 *
 * <p>What is remembered here only ever makes the answer stricter or saves a question; copies of the
 * service each keep their own.
 */
@ApplicationScoped
public class Accounts {
  /** Beyond this many, tokens are asked about when they are used. */
  private static final int MOST = 20_000;

  private static final Duration PAUSE_AFTER_SILENCE = Duration.ofSeconds(10);

  private final IdentityProvider provider;
  private final TokenSettings settings;
  private final Clock clock;
  private final Map<String, Known> tokens = new ConcurrentHashMap<>();
  private volatile Instant silentUntil = Instant.MIN;

  Accounts(IdentityProvider provider, TokenSettings settings, @RealTime Clock clock) {
    this.provider = provider;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A token in use.
   *
   * @param claims what it says of its account
   * @param vouched when its account last stood for certain
   * @param withdrawn the provider has said no, which is final for this token
   */
  private record Known(
      String token, Standing claims, Instant until, Instant vouched, boolean withdrawn) {
    Known after(Standing now, Instant at) {
      return new Known(token, claims, until, at, withdrawn || !covers(now));
    }

    private boolean covers(Standing now) {
      return now.active()
          && now.roles().containsAll(claims.roles())
          && Objects.equals(now.organization(), claims.organization())
          && Objects.equals(now.country(), claims.country());
    }
  }

  /** Whether the account is known to stand, without asking anybody. */
  boolean stands(SecurityIdentity identity) {
    Known known = known(identity);
    return !known.withdrawn && age(known).compareTo(settings.standingWithin()) < 0;
  }

  /** Whether the account stands, for what does not open identity; asks if it must and can. */
  boolean holds(SecurityIdentity identity) {
    Known known = known(identity);
    boolean isOld = age(known).compareTo(settings.standingWithin()) >= 0;
    if (!known.withdrawn && isOld && clock.instant().isAfter(silentUntil)) {
      try {
        known = ask(known);
      } catch (AwayException away) {
        silentUntil = clock.instant().plus(PAUSE_AFTER_SILENCE);
      }
    }
    return !known.withdrawn;
  }

  /** Whether the account stands at this moment, for what opens identity. */
  boolean standsNow(SecurityIdentity identity) throws AwayException {
    Known known = known(identity);
    return !known.withdrawn && !ask(known).withdrawn;
  }

  /** Asks about the tokens in use before they are too old to be believed. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void askAhead() {
    Instant now = clock.instant();
    tokens.values().removeIf(known -> known.until.isBefore(now));
    Duration early = settings.standingWithin().dividedBy(2);
    try {
      for (Known known : tokens.values()) {
        if (!known.withdrawn && age(known).compareTo(early) >= 0) {
          ask(known);
        }
      }
    } catch (AwayException away) {
      Log.warn("the identity provider cannot be asked about accounts; nothing is unsealed");
      silentUntil = clock.instant().plus(PAUSE_AFTER_SILENCE);
    }
  }

  private Known ask(Known known) throws AwayException {
    Instant asked = clock.instant();
    Known after = known.after(provider.ask(known.token), asked);
    if (after.withdrawn || tokens.size() < MOST) {
      tokens.merge(known.token, after, (one, other) -> one.withdrawn ? one : other);
    }
    return after;
  }

  private Known known(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new IllegalStateException("a caller has a token");
    }
    String raw = token.getRawToken();
    @Nullable Known known = tokens.get(raw);
    if (known != null) {
      return known;
    }
    Known fresh =
        new Known(
            raw,
            claims(token, identity.getRoles()),
            Instant.ofEpochSecond(token.getExpirationTime()),
            Instant.ofEpochSecond(token.getIssuedAtTime()),
            false);
    if (tokens.size() < MOST) {
      tokens.putIfAbsent(raw, fresh);
    }
    return fresh;
  }

  private Duration age(Known known) {
    return Duration.between(known.vouched, clock.instant());
  }

  private static Standing claims(JsonWebToken token, Set<String> claimed) {
    Set<String> roles = new HashSet<>(claimed);
    roles.retainAll(Roles.ALL);
    return new Standing(
        true, roles, token.getClaim(Callers.ORGANIZATION), token.getClaim(Callers.COUNTRY));
  }
}
