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

  /** The cases it is about, of all countries this node keeps, to be held. */
  List<CaseId> casesOf(UUID conversation);

  List<Request> of(CaseId id);

  /** Those of these runs that are requests seen by the caller. */
  Map<TrackId, Request> of(Set<TrackId> runs);

  /**
   * Open requests of a country with another whose coordinator was not told, since it was said, that
   * the agreement has ended: the first of them.
   */
  List<Request> openAndUntold(CountryCode country, CountryCode other, Instant saidAt);

  /**
   * Whether the request is still open and untold; its case is kept from others until the
   * transaction ends. Where somebody holds the case, the answer is no.
   */
  boolean claimUntold(TrackId id, Instant saidAt);

  /**
   * Requests whose coordinator was told so and has not answered: the first of each country pair.
   */
  List<Request> toldOfAnEnd();

  void add(Request request);

  void save(Request request);

  /** Newest first. */
  List<Request> list(Caller caller, @Nullable Cursor after, int limit);
}
