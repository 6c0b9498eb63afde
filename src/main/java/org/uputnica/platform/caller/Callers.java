package org.uputnica.platform.caller;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Turns the token of the current request into a {@link Caller}; jobs of the service bring their
 * own.
 */
@ApplicationScoped
public class Callers {
  /** Claim with the id of the organisation. */
  public static final String ORGANIZATION = "uputnica_organization";

  /** Claim with the country of the organisation. */
  public static final String COUNTRY = "uputnica_country";

  private static final ScopedValue<Caller> SERVICE = ScopedValue.newInstance();

  private final SecurityIdentity identity;
  private final RequestCaller request;

  Callers(SecurityIdentity identity, RequestCaller request) {
    this.identity = identity;
    this.request = request;
  }

  /**
   * The caller of this request.
   *
   * @throws RefusedException {@code forbidden} when the token names no organisation and country
   */
  public Caller current() {
    return find()
        .orElseThrow(() ->
            RefusedException.of(ProblemType.FORBIDDEN, "The account belongs to no organisation"));
  }

  /** The caller, or nothing outside a request and outside a job. */
  public Optional<Caller> find() {
    if (SERVICE.isBound()) {
      return Optional.of(SERVICE.get());
    }
    if (!Arc.container().requestContext().isActive()) {
      return Optional.empty();
    }
    Caller known = request.get();
    if (known != null) {
      return Optional.of(known);
    }
    return identity.isAnonymous() ? Optional.empty() : of(identity).map(request::keep);
  }

  /** The caller a token stands for; nothing if it names no organisation and country. */
  public static Optional<Caller> of(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? read(token, identity.getRoles())
        : Optional.empty();
  }

  /** Whether this is work of the service itself, nobody's request. */
  public static boolean isService() {
    return SERVICE.isBound() && SERVICE.get().reach() != Reach.PERSON;
  }

  /**
   * Runs {@code work} as the service itself, as the person whose door was opened, or with the eyes
   * of somebody who is to be told of something: then it sees what she would.
   */
  public static <T> T as(Caller service, Supplier<T> work) {
    return ScopedValue.where(SERVICE, service).call(work::get);
  }

  /** As {@link #as}, in a transaction of its own, whatever becomes of one around it. */
  public static <T> T apart(Caller service, Supplier<T> work) {
    return as(service, () -> QuarkusTransaction.requiringNew().call(work::get));
  }

  /** As {@link #apart(Caller, Supplier)}, with nothing to give back. */
  public static void apart(Caller service, Runnable work) {
    ScopedValue.where(SERVICE, service).run(() -> QuarkusTransaction.requiringNew().run(work));
  }

  private static Optional<Caller> read(JsonWebToken token, Set<String> claimed) {
    @Nullable String organization = token.getClaim(ORGANIZATION);
    @Nullable String country = token.getClaim(COUNTRY);
    if (organization == null || country == null) {
      return Optional.empty();
    }
    Set<String> roles = new HashSet<>(claimed);
    roles.retainAll(Roles.ALL);
    try {
      return Optional.of(
          Caller.person(
              token.getSubject(),
              new OrganizationId(UUID.fromString(organization)),
              new CountryCode(country),
              roles));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
