package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/** The entries of the directory with the HSDS objects they were read out of. */
public interface Entries {
  Optional<HsdsObject> object(CountryCode country, UUID id);

  Optional<OrganizationEntry> findOrganization(OrganizationId id);

  Optional<ServiceEntry> findService(ServiceId id);

  /** Kept from changing until the transaction ends. */
  Optional<OrganizationEntry> lockOrganization(OrganizationId id);

  /** Kept from changing until the transaction ends. */
  Optional<ServiceEntry> lockService(ServiceId id);

  /** The revision goes up by one; the copy inside the documents of its services follows. */
  void change(OrganizationEntry entry);

  /** The revision goes up by one; the copy inside the document of its organisation follows. */
  void change(ServiceEntry entry);

  /** Organisations in the order of their ids, of which the first comes after {@code after}. */
  List<OrganizationEntry> organizations(CountryCode country, @Nullable UUID after, int limit);

  /** Services in the order of their ids, of which the first comes after {@code after}. */
  List<ServiceEntry> services(CountryCode country, @Nullable UUID after, int limit);

  /** The address of the house somebody is on the way to; the database asks who calls. */
  Optional<OpenedAddress> openAddress(TrackId referral);

  /** Says where a house is; false when it is at another revision than the one before this. */
  boolean sayAddress(ServiceOffer of, String address, long revision, Instant at);
}
