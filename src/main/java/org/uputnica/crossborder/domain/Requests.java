package org.uputnica.crossborder.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;

/** The store of requests. */
public interface Requests {
  Optional<Request> find(TrackId id);

  /** The run of this country's record of a conversation, without what is kept of it. */
  Optional<TrackId> runOf(UUID conversation, CountryCode country);

  /** This country's record of a conversation. */
  Optional<Request> ofConversation(UUID conversation, CountryCode country);

  List<Request> of(CaseId id);

  /** Those of these runs that are requests seen by the caller. */
  Map<TrackId, Request> of(Set<TrackId> runs);

  /**
   * An open request of a country with another whose coordinator was not told, since it was said,
   * that the agreement has ended; kept from others until the transaction ends.
   */
  Optional<Request> openAndUntold(CountryCode country, CountryCode other, Instant saidAt);

  /** Of each two countries one request whose coordinator was told so and has not answered. */
  List<Request> toldOfAnEnd();

  void add(Request request);

  void save(Request request);

  /** Newest first. */
  List<Request> list(Caller caller, @Nullable Cursor after, int limit);
}
