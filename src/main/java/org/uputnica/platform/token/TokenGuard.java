package org.uputnica.platform.token;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refused;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.time.RealTime;

/**
 * Looks at a token whose signature, issuer, audience and end are good already. It must be an access
 * token; bound to a key and sent with a proof of it that was never used (RFC 9449), unless its
 * client is one that need not; of a device that was not locked; and its account must still stand.
 * Since the token is genuine, who is refused here is known, and the journal is told.
 */
@ApplicationScoped
class TokenGuard implements SecurityIdentityAugmentor {
  private static final Set<String> ACCESS_TOKENS = Set.of("Bearer", "DPoP");
  private static final String PROOF = "DPoP";

  private final TokenSettings settings;
  private final ServiceAddress address;
  private final UsedProofs proofs;
  private final MetDevices devices;
  private final Accounts accounts;
  private final Clock clock;
  private final Event<Refused> refusals;

  TokenGuard(
      TokenSettings settings,
      ServiceAddress address,
      UsedProofs proofs,
      MetDevices devices,
      Accounts accounts,
      @RealTime Clock clock,
      Event<Refused> refusals) {
    this.settings = settings;
    this.address = address;
    this.proofs = proofs;
    this.devices = devices;
    this.accounts = accounts;
    this.clock = clock;
    this.refusals = refusals;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Uni.createFrom().item(identity);
    }
    @Nullable RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
    boolean proven = request != null && AuthorizationScheme.isDpop(request);
    boolean asPromised = isAsPromised(token, proven);
    if (asPromised && !proven && accounts.stands(identity)) {
      return Uni.createFrom().item(identity);
    }
    return context.runBlocking(() -> {
      @Nullable TokenRefusal refusal =
          !asPromised
              ? TokenRefusal.NOT_SIGNED_IN
              : proven
                  ? refusal(
                      token,
                      BoundKey.of(token).orElseThrow(),
                      Objects.requireNonNull(request).request())
                  : null;
      if (refusal == null && !accounts.holds(identity)) {
        refusal = TokenRefusal.NOT_SIGNED_IN;
      }
      if (refusal != null) {
        tell(refusal, identity);
        throw new AuthenticationFailedException(new RefusedException(refusal));
      }
      return identity;
    });
  }

  private boolean isAsPromised(JsonWebToken token, boolean proven) {
    boolean bound = BoundKey.of(token).isPresent();
    boolean mayBeUnbound =
        settings
            .unboundClients()
            .filter(clients -> clients.contains(String.valueOf((Object) token.getClaim("azp"))))
            .isPresent();
    return ACCESS_TOKENS.contains(String.valueOf((Object) token.getClaim("typ")))
        && bound == proven
        && (bound || mayBeUnbound);
  }

  private @Nullable TokenRefusal refusal(
      JsonWebToken token, BoundKey key, HttpServerRequest request) {
    List<String> sent = request.headers().getAll(PROOF);
    try {
      if (sent.size() != 1) {
        return TokenRefusal.PROOF;
      }
      DpopProof proof =
          DpopProof.read(
              sent.getFirst(),
              new DpopProof.Expected(
                  request.method().name(), address(request), token.getRawToken(), key.thumbprint()),
              clock.instant(),
              settings.proofWindow());
      return proofs.take(proof) ? refusal(devices.meet(key)) : TokenRefusal.PROOF;
    } catch (InvalidProofException | IllegalArgumentException invalid) {
      return TokenRefusal.PROOF;
    } catch (SQLException away) {
      return TokenRefusal.PROVIDER_AWAY;
    }
  }

  private URI address(HttpServerRequest request) {
    return URI.create(address.origin(request) + request.path());
  }

  private static @Nullable TokenRefusal refusal(MetDevices.Met met) {
    return switch (met) {
      case STANDS -> null;
      case LOCKED -> TokenRefusal.LOCKED;
      case ENDED -> TokenRefusal.NOT_SIGNED_IN;
    };
  }

  private void tell(TokenRefusal refusal, SecurityIdentity identity) {
    if (refusal.type() != ProblemType.UNAVAILABLE) {
      Callers.of(identity)
          .ifPresent(
              caller -> refusals.fire(new Refused(refusal.type(), caller, "authenticate", null)));
    }
  }
}
