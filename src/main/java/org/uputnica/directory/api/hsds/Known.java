package org.uputnica.directory.api.hsds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.CountryCode;

/**
 * What the entries of one reading may refer to.
 *
 * <p>The files of the operator are read strictly: every rule of the profile holds for every entry.
 * A file somebody sends may also describe organisations and services in plain HSDS; what our
 * profile does not say of them then is not known, and such a service is kept and never offered.
 */
final class Known {
  private final Terms terms = new Terms();
  private final Map<UUID, Organization> organizations = new HashMap<>();
  private final Map<UUID, Boolean> locations = new HashMap<>();
  private final Set<UUID> ids = new HashSet<>();
  private final @Nullable CountryCode home;
  private final Instant now;
  private boolean revising;

  /**
   * @param home country of whoever sends the file; null when the files of the operator are read
   */
  Known(@Nullable CountryCode home, Instant now) {
    this.home = home;
    this.now = now;
    HsdsReader.parse(profile()).items("taxonomy_terms").forEach(terms::add);
  }

  /**
   * For an entry that is kept already and is changed here: what it refers to was looked at when it
   * came.
   */
  static Known revising(Organization owner, Instant now) {
    Known known = new Known(owner.country(), now);
    known.add(owner);
    known.terms.letUnknown();
    known.revising = true;
    return known;
  }

  /** The terms of our profile alone. */
  static Terms profileTerms() {
    return new Known(new CountryCode("ZZ"), Instant.EPOCH).terms();
  }

  Terms terms() {
    return terms;
  }

  boolean isStrict() {
    return home == null;
  }

  @Nullable CountryCode home() {
    return home;
  }

  Instant now() {
    return now;
  }

  void add(Organization organization) {
    organizations.put(organization.id().value(), organization);
  }

  @Nullable Organization organization(UUID id) {
    return organizations.get(id);
  }

  /** A location, and whether it tells where it is. */
  void addLocation(Spot location) {
    UUID id = isStrict() ? newId(location) : location.get("id").uuid();
    locations.merge(id, isTold(location), Boolean::logicalOr);
  }

  boolean hasLocation(UUID id) {
    return revising || locations.containsKey(id);
  }

  boolean isTold(UUID location) {
    return locations.getOrDefault(location, false);
  }

  /** A confidential place is virtual and has neither address nor coordinates. */
  static boolean isTold(Spot location) {
    return !location.get("location_type").text().equals("virtual")
        || !location.items("addresses").isEmpty()
        || location.find("latitude") != null
        || location.find("longitude") != null;
  }

  /** The id of something that stands in the files once. */
  UUID newId(Spot spot) {
    Spot id = spot.get("id");
    if (!ids.add(id.uuid())) {
      throw id.wrong("is already the id of something else");
    }
    return id.uuid();
  }

  private static HsdsFile profile() {
    try (InputStream in =
        Objects.requireNonNull(Known.class.getResourceAsStream("/directory/profile.json"))) {
      return new HsdsFile("profile.json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
