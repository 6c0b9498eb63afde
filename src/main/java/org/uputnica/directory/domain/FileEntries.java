package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;

/** What files bring into the directory, and what they may refer to. */
public interface FileEntries {
  /** Keeps organisations as a file has them; what is the same is left alone. */
  Written putOrganizations(List<OrganizationEntry> entries);

  /** Keeps services as a file has them, without their free places; what is the same is left. */
  Written putServices(List<ServiceEntry> entries);

  /**
   * Free places of these services that are said later than what is kept, or are not kept yet.
   * Nothing is locked.
   */
  NewPlaces newPlaces(List<ServiceEntry> entries);

  /** Keeps free places; of two words the later one counts. Locks them until the end. */
  void putPlaces(List<SaidPlaces> said);

  /** What {@link #putOrganizations} would do. */
  Written compareOrganizations(List<OrganizationEntry> entries);

  /** What {@link #putServices} would do. */
  Written compareServices(List<ServiceEntry> entries);

  /** Keeps objects that stand by themselves. */
  void putObjects(CountryCode country, List<HsdsObject> objects);

  /** The document of what was taken over at start. */
  void keepDocuments(Map<UUID, String> documents);

  /** Whose these organisations and services are: the owner of a service, else itself. */
  Map<UUID, Owner> owners(Set<UUID> ids);

  /** All organisations of the country, which a file may refer to. */
  List<Organization> organizations(CountryCode country);

  /** Terms and locations of the country that stand by themselves. */
  List<HsdsObject> objects(CountryCode country);

  /** Locations inside the organisations of the country. */
  List<HsdsObject> places(CountryCode country);

  /** Locations that kept confidential places of the country name: of accommodation, and CON. */
  Set<UUID> confidentialPlaces(CountryCode country);

  /** Active services of these organisations that are not among {@code kept}. */
  List<ServiceId> absent(Set<UUID> organizations, Set<UUID> kept);

  /**
   * Free places to be kept.
   *
   * @param twice services of which a unit is left out, since it is counted here by another id
   */
  record NewPlaces(List<SaidPlaces> places, Set<UUID> twice) {
    /** Nothing. */
    public static final NewPlaces NONE = new NewPlaces(List.of(), Set.of());
  }

  /**
   * Whose an entry is.
   *
   * @param changedAt when it was last changed here; null while it is as a file had it
   */
  record Owner(
      CountryCode country,
      OrganizationId organization,
      boolean service,
      @Nullable Instant changedAt) {}
}
