package org.uputnica.platform.caller;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Who is calling, as the token says.
 *
 * @param user subject of the identity provider: an opaque id, never a name
 * @param roles codes of {@link Roles}; unknown ones are dropped
 * @param own of a person at her own door, the case that is hers; null for everybody else
 */
public record Caller(
    String user,
    OrganizationId organization,
    CountryCode country,
    Set<String> roles,
    Reach reach,
    @Nullable CaseId own) {
  private static final String HERSELF = "person-";

  /** The node's own jobs, which serve every country. */
  public static final Caller NODE =
      service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));

  /** Whoever stands before the door of a person and has not opened it: sees nothing. */
  public static final Caller AT_THE_DOOR =
      new Caller(
          "door",
          new OrganizationId(new UUID(0, 0)),
          new CountryCode("ZZ"),
          Set.of(),
          Reach.PERSON,
          null);

  private static final Set<String> WATCHING = Set.of(Roles.COORD, Roles.MON, Roles.DPO);

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** A person at a desk: sees the country when one of her roles does, else the organisation. */
  public static Caller person(
      String user, OrganizationId organization, CountryCode country, Set<String> roles) {
    boolean wide = roles.contains(Roles.XB) || roles.stream().anyMatch(WATCHING::contains);
    return new Caller(
        user, organization, country, roles, wide ? Reach.COUNTRY : Reach.ORGANIZATION, null);
  }

  /** The service itself, acting for one country's node. */
  public static Caller service(OrganizationId organization, CountryCode country) {
    return new Caller("service", organization, country, Set.of(), Reach.NODE, null);
  }

  /**
   * A person at her own door, known by her number and by nothing else. She is no user and of no
   * organisation; what she writes down is under an id that is hers alone.
   *
   * @param number id of the number she came with
   * @param own her case
   */
  public static Caller herself(UUID number, CaseId own, CountryCode country) {
    return new Caller(
        HERSELF + number,
        new OrganizationId(number),
        country,
        Set.of(Roles.PERSON),
        Reach.PERSON,
        own);
  }

  /** Whether an account of the journal is a person at her own door. */
  public static boolean isHerself(String user) {
    return user.startsWith(HERSELF);
  }

  /** Whether it is the person this case is about. */
  public boolean isPersonOf(CaseId id) {
    return id.equals(own);
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
