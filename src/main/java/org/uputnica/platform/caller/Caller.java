package org.uputnica.platform.caller;

import java.util.Set;
import java.util.UUID;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Who is calling, as the token says.
 *
 * @param user subject of the identity provider: an opaque id, never a name
 * @param roles codes of {@link Roles}; unknown ones are dropped
 */
public record Caller(
    String user, OrganizationId organization, CountryCode country, Set<String> roles, Reach reach) {
  /** The node's own jobs, which serve every country. */
  public static final Caller NODE =
      service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));

  private static final Set<String> WATCHING = Set.of(Roles.COORD, Roles.MON, Roles.DPO);

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** A person at a desk: sees the country when one of her roles does, else the organisation. */
  public static Caller person(
      String user, OrganizationId organization, CountryCode country, Set<String> roles) {
    boolean wide = roles.contains(Roles.XB) || roles.stream().anyMatch(WATCHING::contains);
    return new Caller(
        user, organization, country, roles, wide ? Reach.COUNTRY : Reach.ORGANIZATION);
  }

  /** The service itself, acting for one country's node. */
  public static Caller service(OrganizationId organization, CountryCode country) {
    return new Caller("service", organization, country, Set.of(), Reach.NODE);
  }

  public boolean has(String role) {
    return roles.contains(role);
  }

  /**
   * Whether she watches over all cases of her country as process. A contact point does not: it sees
   * the cases of the requests it carries.
   */
  public boolean watchesCountry() {
    return reach == Reach.COUNTRY && roles.stream().anyMatch(WATCHING::contains);
  }

  public boolean isOf(OrganizationId other) {
    return organization.equals(other);
  }
}
