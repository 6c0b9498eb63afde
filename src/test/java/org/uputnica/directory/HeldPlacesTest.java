package org.uputnica.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.directory.domain.WantedPlaces.forPersons;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.directory.domain.DirectoryContent;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.WantedPlaces;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.testing.Stack;

/** Places held for referrals in the real database, as the people who do it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class HeldPlacesTest {
  private static final ServiceId LISI =
      new ServiceId(UUID.fromString("a1000000-0000-4000-8000-0000000a0501"));
  private static final ServiceId CASE_MANAGEMENT =
      new ServiceId(UUID.fromString("a1000000-0000-4000-8000-0000000a0601"));
  private static final Caller HOUSE = person("a1000000-0000-4000-8000-000000000005", "R-SHELTER");
  private static final Caller SENDER = person("a1000000-0000-4000-8000-000000000002", "R-FRONT");

  private static final Caller OFFICE = person("a1000000-0000-4000-8000-000000000007", "R-COORD");

  private static final int MANY = 5_000;

  @Inject DirectoryService directory;
  @Inject CapacityService capacities;
  @Inject HoldService holds;
  @Inject EntryService entries;

  private static Caller person(String organization, String role) {
    return Caller.person(
        "a-user",
        new OrganizationId(UUID.fromString(organization)),
        new CountryCode("AL"),
        Set.of(role));
  }

  private static <T> T as(Caller caller, Supplier<T> work) {
    return Callers.apart(caller, work);
  }

  private static TrackId referral() {
    return new TrackId(Ids.random());
  }

  private FreePlaces beds() {
    return as(SENDER, () -> directory.service(LISI).orElseThrow().capacities().getFirst());
  }

  private boolean hold(TrackId referral, int places) {
    return as(HOUSE, () -> directory.hold(LISI, referral, forPersons(places), Set.of()));
  }

  private void release(Caller caller, TrackId referral) {
    as(
        caller,
        () -> {
          directory.release(referral);
          return referral;
        });
  }

  private void say(int available) {
    FreePlaces now = beds();
    as(
        HOUSE,
        () ->
            capacities.set(
                new SetCapacity(LISI, now.id(), available, MANY, new Revision(now.revision()))));
  }

  @BeforeEach
  void twoBedsAreFree() {
    say(2);
  }

  @Test
  void ofFiftyWhoPressAtOnceAsManyGetABedAsThereAre() throws Exception {
    List<Future<Boolean>> presses = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 50; i++) {
        presses.add(threads.submit(() -> hold(referral(), 1)));
      }
    }
    int got = 0;
    for (Future<Boolean> press : presses) {
      got += press.get() ? 1 : 0;
    }
    assertThat(got).isEqualTo(2);
    assertThat(beds().available()).isZero();
  }

  @Test
  void theSameReferralTakesItsBedOnceHoweverOftenItAsks() throws Exception {
    TrackId referral = referral();
    List<Future<Boolean>> presses = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        presses.add(threads.submit(() -> hold(referral, 1)));
      }
    }
    for (Future<Boolean> press : presses) {
      assertThat(press.get()).isTrue();
    }
    assertThat(beds().available()).isEqualTo(1);
  }

  @Test
  void theSenderWhosePersonWithdrawsGivesTheBedsBackOnce() {
    TrackId referral = referral();
    assertThat(hold(referral, 2)).isTrue();
    assertThat(hold(referral(), 1)).isFalse();
    release(SENDER, referral);
    release(SENDER, referral);
    assertThat(beds().available()).isEqualTo(2);
    assertThat(hold(referral(), 1)).isTrue();
  }

  @Test
  void afterArrivalNothingComesBack() {
    TrackId referral = referral();
    hold(referral, 1);
    as(
        HOUSE,
        () -> {
          directory.arrived(referral);
          return referral;
        });
    release(HOUSE, referral);
    assertThat(beds().available()).isEqualTo(1);
  }

  @Test
  void aRolledBackAcceptanceHoldsNothing() {
    TrackId referral = referral();
    Callers.as(
        HOUSE,
        () -> {
          QuarkusTransaction.begin();
          boolean held = directory.hold(LISI, referral, forPersons(1), Set.of());
          QuarkusTransaction.rollback();
          return held;
        });
    assertThat(beds().available()).isEqualTo(2);
  }

  @Test
  void whatIsGivenBackIsFreeBesidesWhatTheHouseHasCountedAnew() {
    TrackId referral = referral();
    int held = beds().held();
    hold(referral, 2);
    assertThat(beds().held()).isEqualTo(held + 2);
    say(8);
    release(HOUSE, referral);
    assertThat(beds().available()).isEqualTo(10);
    assertThat(beds().held()).isEqualTo(held);
  }

  @Test
  void aUnitThatIsNotForHerIsNotTaken() {
    WantedPlaces notInBeds = new WantedPlaces(1, Map.of("bed", 0));
    assertThat(as(HOUSE, () -> directory.hold(LISI, referral(), notInBeds, Set.of()))).isFalse();
    assertThat(beds().available()).isEqualTo(2);
  }

  @Test
  void aHoldOfAUnitThatIsNotForHerBecomesNoPlaceOfHers() {
    TrackId referral = referral();
    as(SENDER, () -> holds.hold(new HoldPlaces(Ids.random(), LISI, referral, 1, null, null)));
    assertThat(beds().available()).isEqualTo(1);
    WantedPlaces notInBeds = new WantedPlaces(1, Map.of("bed", 0));
    Set<OrganizationId> askers = Set.of(SENDER.organization());
    assertThat(as(HOUSE, () -> directory.hold(LISI, referral, notInBeds, askers))).isFalse();
    assertThat(beds().available()).isEqualTo(2);
  }

  @Test
  void aServiceThatCountsNoPlacesAlwaysHasOneAndAnUnknownOneNever() {
    ServiceId unknown = new ServiceId(Ids.random());
    assertThat(
            as(HOUSE, () -> directory.hold(CASE_MANAGEMENT, referral(), forPersons(1), Set.of())))
        .isTrue();
    assertThat(as(HOUSE, () -> directory.hold(unknown, referral(), forPersons(1), Set.of())))
        .isFalse();
  }

  @Test
  void aHoldDoesNotMakeAnOldNumberNew() {
    FreePlaces before = beds();
    hold(referral(), 1);
    FreePlaces after = beds();
    assertThat(after.updated()).isEqualTo(before.updated());
    assertThat(after.revision()).isEqualTo(before.revision() + 1);
    assertThat(after.isFresh(before.updated().plus(Duration.ofHours(24)))).isTrue();
  }

  /** As an import does for minutes, which marks what a file does not mention as inactive. */
  @Test
  void whoWritesAnEntryKeepsNobodyFromABed() {
    try (var threads = Executors.newSingleThreadExecutor()) {
      as(
          OFFICE,
          () -> {
            entries.markInactive(
                LISI,
                entry -> {
                  assertThat(
                          CompletableFuture.supplyAsync(() -> hold(referral(), 1), threads)
                              .orTimeout(30, TimeUnit.SECONDS)
                              .join())
                      .isTrue();
                  return entry;
                });
            return LISI;
          });
    }
    assertThat(beds().available()).isEqualTo(1);
  }

  @Test
  void aCountryThatHasNobodyIsAddedAndWhatACountryHasStays() {
    var node = Caller.service(HOUSE.organization(), HOUSE.country());
    Organization croatian = invented("HR");
    var content = new DirectoryContent(List.of(invented("AL"), croatian), List.of(), Map.of());
    assertThat(Callers.as(node, () -> directory.load(content)).organizations())
        .containsExactly(croatian);
    var later = new DirectoryContent(List.of(invented("AL"), invented("HR")), List.of(), Map.of());
    assertThat(Callers.as(node, () -> directory.load(later)).organizations()).isEmpty();
    assertThat(as(SENDER, () -> directory.withFunction(croatian.country(), "service")))
        .containsExactly(croatian);
  }

  private static Organization invented(String country) {
    return new Organization(
        new OrganizationId(Ids.random()),
        "Izmisljena ustanova",
        new CountryCode(country),
        Set.of("service"),
        null,
        null,
        List.of());
  }
}
