package org.uputnica.directory.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;

/** A house that fits everybody grown up, to be changed in one respect. */
final class Offers {
  static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  static final CountryCode ME = new CountryCode("ME");

  private static final AtomicLong NEXT = new AtomicLong(1);

  String name = "House";
  Set<String> types = Set.of("ACC-EMG");
  Set<String> sexes = Set.of("WOMAN", "MAN", "OTHER");
  @Nullable Integer minimumAge = 18;
  @Nullable Integer maximumAge;
  boolean children = true;
  String level = "HIGH";
  List<String> languages = List.of("en");
  boolean interpreter = true;
  @Nullable LocalDate licensedUntil = LocalDate.parse("2030-01-01");
  boolean cooperation;
  boolean cost;
  boolean active = true;
  String area = "ME-12";
  List<FreePlaces> places = List.of(places(3, NOW));
  Set<String> statuses = Set.of();
  Set<String> exclusions = Set.of();
  IntakeTerms intake = IntakeTerms.NOT_SAID;

  static FreePlaces places(int available, Instant updated) {
    return new FreePlaces(new UUID(2, NEXT.getAndIncrement()), "bed", available, 12, updated, 0);
  }

  static PlacementNeed woman() {
    return need("ADULT", 27, "WOMAN", 0, "LOW");
  }

  static PlacementNeed need(
      String ageState, @Nullable Integer age, String sex, int children, String risk) {
    return new PlacementNeed(ageState, age, sex, "prs", "YES", children, risk, null, ME, "ACC-EMG");
  }

  ServiceOffer offer() {
    long number = NEXT.getAndIncrement();
    return new ServiceOffer(
        new ServiceId(new UUID(0, number)),
        new OrganizationId(new UUID(1, number)),
        name,
        name,
        ME,
        types,
        area,
        languages,
        interpreter,
        minimumAge,
        maximumAge,
        sexes,
        children,
        level,
        licensedUntil,
        types.stream().anyMatch(ServiceTypes::isAccommodation),
        cooperation,
        cost,
        active,
        places,
        statuses,
        exclusions,
        null,
        intake);
  }
}
