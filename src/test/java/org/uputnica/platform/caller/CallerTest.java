package org.uputnica.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** How far somebody sees, by her roles. */
class CallerTest {
  private static final OrganizationId HOUSE = new OrganizationId(new UUID(0, 4));
  private static final CountryCode ME = new CountryCode("ME");
  private static final Set<String> WATCHES = Set.of(Roles.COORD, Roles.MON, Roles.DPO);

  static Set<String> roles() {
    return Roles.ALL;
  }

  @ParameterizedTest
  @MethodSource("roles")
  void theCountryIsSeenByWhoWatchesOverItAndReachedByItsContactPoint(String role) {
    Caller caller = Caller.person("any", HOUSE, ME, Set.of(role));
    boolean wide = WATCHES.contains(role) || role.equals(Roles.XB);
    assertThat(caller.reach()).isEqualTo(wide ? Reach.COUNTRY : Reach.ORGANIZATION);
    assertThat(caller.watchesCountry()).isEqualTo(WATCHES.contains(role));
    assertThat(caller.has(role)).isTrue();
    assertThat(caller.has("R-OTHER")).isFalse();
  }

  @Test
  void theServiceReachesItsNodeAndWatchesOverNothing() {
    Caller service = Caller.service(HOUSE, ME);
    assertThat(service.reach()).isEqualTo(Reach.NODE);
    assertThat(service.watchesCountry()).isFalse();
    assertThat(service.isOf(HOUSE)).isTrue();
    assertThat(service.isOf(new OrganizationId(new UUID(0, 5)))).isFalse();
    assertThat(Caller.NODE.reach()).isEqualTo(Reach.NODE);
  }

  @Test
  void aCallerWithARoleThatWatchesButOnlyTheReachOfAHouseSeesTheHouse() {
    assertThat(
            new Caller("any", HOUSE, ME, Set.of(Roles.COORD), Reach.ORGANIZATION, null)
                .watchesCountry())
        .isFalse();
  }

  @Test
  void aPersonAtHerOwnDoorReachesHerOwnCaseAndIsOfNoHouse() {
    CaseId own = new CaseId(new UUID(0, 6));
    Caller her = Caller.herself(new UUID(0, 7), own, ME);
    assertThat(her.isPersonOf(own)).isTrue();
    assertThat(her.isPersonOf(new CaseId(new UUID(0, 8)))).isFalse();
    assertThat(her.reach()).isEqualTo(Reach.PERSON);
    assertThat(her.watchesCountry()).isFalse();
    assertThat(her.isOf(HOUSE)).isFalse();
    assertThat(Caller.isHerself(her.user())).isTrue();
    assertThat(her.user()).doesNotContain(own.toString());
    assertThat(Caller.AT_THE_DOOR.isPersonOf(own)).isFalse();
    assertThat(Caller.isHerself(Caller.AT_THE_DOOR.user())).isFalse();
    assertThat(Caller.person("any", HOUSE, ME, Set.of(Roles.PERSON)).isPersonOf(own)).isFalse();
  }

  @Test
  void workAsThePersonIsNotWorkOfTheService() {
    Caller her = Caller.herself(new UUID(0, 7), new CaseId(new UUID(0, 6)), ME);
    assertThat(Callers.as(her, Callers::isService)).isFalse();
    assertThat(Callers.as(Caller.AT_THE_DOOR, Callers::isService)).isFalse();
    assertThat(Callers.as(Caller.NODE, Callers::isService)).isTrue();
  }
}
