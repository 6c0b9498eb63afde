package org.uputnica.device.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Who may lock a device, and what is said of it. */
class DeviceTest {
  private static final OrganizationId HERE = new OrganizationId(new UUID(1, 1));
  private static final OrganizationId ELSEWHERE = new OrganizationId(new UUID(1, 2));
  private static final Instant NOW = Instant.parse("2026-03-02T02:15:30Z");
  private static final Device PHONE =
      Device.registered(
          new UUID(7, 7),
          "blue",
          DeviceKind.PHONE,
          "key",
          caller("a", HERE, "ME", Roles.FRONT),
          NOW);

  @Test
  void itsOwnerMayLockItAndThoseWhoAnswerForTheHouseOrTheNode() {
    assertThat(PHONE.isLockableBy(caller("a", HERE, "ME", Roles.FRONT))).isTrue();
    assertThat(PHONE.isLockableBy(caller("b", HERE, "ME", Roles.CASE))).isTrue();
    assertThat(PHONE.isLockableBy(caller("c", ELSEWHERE, "ME", Roles.ADMIN))).isTrue();
  }

  @Test
  void nobodyElseMay() {
    assertThat(PHONE.isLockableBy(caller("b", HERE, "ME", Roles.FRONT, Roles.COORD))).isFalse();
    assertThat(PHONE.isLockableBy(caller("b", ELSEWHERE, "ME", Roles.CASE))).isFalse();
    assertThat(PHONE.isLockableBy(caller("b", HERE, "AL", Roles.CASE))).isFalse();
    assertThat(PHONE.isLockableBy(caller("c", HERE, "AL", Roles.ADMIN))).isFalse();
  }

  @Test
  void whoHasLeftTheHouseOwnsItNoMore() {
    assertThat(PHONE.isOf(caller("a", HERE, "ME", Roles.FRONT))).isTrue();
    assertThat(PHONE.isOf(caller("a", ELSEWHERE, "ME", Roles.FRONT))).isFalse();
    assertThat(PHONE.isOf(caller("a", HERE, "AL", Roles.FRONT))).isFalse();
    assertThat(PHONE.isOf(caller("b", HERE, "ME", Roles.FRONT))).isFalse();
  }

  @Test
  void whenItWasSeenIsSaidToTheHour() {
    assertThat(PHONE.registeredAt()).isEqualTo(NOW);
    assertThat(PHONE.seenAt()).isEqualTo("2026-03-02T02:00:00Z");
  }

  @Test
  void itClosesByItselfAfterTheLongestTimeItMayHaveHadItsShare() {
    assertThat(PHONE.closedBy(Duration.ofDays(2))).contains(Instant.parse("2026-03-04T03:00:00Z"));
    assertThat(PHONE.locked(NOW).closedBy(Duration.ofDays(2))).isEmpty();
  }

  @Test
  void lockingIsANewRevision() {
    Device locked = PHONE.locked(NOW.plusSeconds(1));
    assertThat(PHONE.isLocked()).isFalse();
    assertThat(locked.isLocked()).isTrue();
    assertThat(locked.lockedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(locked.revision()).isEqualTo(PHONE.revision() + 1);
  }

  private static Caller caller(
      String user, OrganizationId organization, String country, String... roles) {
    return Caller.person(user, organization, new CountryCode(country), Set.of(roles));
  }
}
