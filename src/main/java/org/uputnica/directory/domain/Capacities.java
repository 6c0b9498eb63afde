package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.page.Cursor;

/** The store of what houses say about their free places, and of every word before. */
public interface Capacities {
  /**
   * Something said about one unit.
   *
   * @param by opaque id of the account
   * @param at when it was said
   */
  record Word(
      int available, @Nullable Integer maximum, FreePlaces.Said said, String by, Instant at) {}

  /** The numbers of a service, kept from changing until the transaction ends. */
  Optional<FreePlaces> lock(ServiceId service, UUID capacity);

  /** Ends the holds of the service that are over; the numbers as they are then. */
  FreePlaces settle(ServiceId service, UUID capacity, Instant at);

  /** Keeps what was said; the revision goes up by one. */
  FreePlaces say(UUID capacity, Word word);

  /**
   * Counts one more unit of the organisation's own service; empty when the service counts it
   * already.
   */
  Optional<FreePlaces> add(ServiceOffer service, UUID id, String unit, Word word);

  /** Whether the id is in use, whoever sees it. */
  boolean exists(UUID id);

  /** Counts a unit no longer. */
  void remove(UUID capacity, Instant at);

  /**
   * What was said about a unit, the latest first.
   *
   * @param of only what this organisation has recorded; absent: all
   */
  List<CapacityStatement> statements(
      UUID capacity, @Nullable OrganizationId of, @Nullable Cursor after, int limit);

  /**
   * Notes that houses are asked to say a number older than {@code staleBefore}, those not asked
   * since {@code askedBefore}. Of several copies one does it.
   *
   * @return the services asked about
   */
  List<ServiceId> ask(Instant staleBefore, Instant askedBefore, Instant at, int limit);
}
