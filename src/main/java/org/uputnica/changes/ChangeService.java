package org.uputnica.changes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.Arrival;
import org.uputnica.changes.domain.Change;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.changes.domain.Changes;
import org.uputnica.changes.domain.Horizon;
import org.uputnica.changes.domain.Mark;
import org.uputnica.changes.domain.Place;
import org.uputnica.crossborder.CrossborderService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.time.RealTime;
import org.uputnica.referral.domain.Referrals;

/**
 * Front door to what has changed for a caller. The register says what may have changed; whether she
 * sees it now is asked as everywhere else, and what she does not see is gone.
 */
@ApplicationScoped
@Transactional
public class ChangeService {
  private static final int AT_ONCE = 100;

  /** How often a page of what still stands is looked for among what came. */
  private static final int LOOKS = 10;

  private final Changes changes;
  private final CaseService cases;
  private final Tracks tracks;
  private final Referrals referrals;
  private final CrossborderService requests;
  private final ChangeSettings settings;
  private final Clock clock;

  ChangeService(
      Changes changes,
      CaseService cases,
      Tracks tracks,
      Referrals referrals,
      CrossborderService requests,
      ChangeSettings settings,
      @RealTime Clock clock) {
    this.changes = changes;
    this.cases = cases;
    this.tracks = tracks;
    this.referrals = referrals;
    this.requests = requests;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What has changed since then; without a cursor nothing but the cursor to begin with.
   *
   * @throws RefusedException {@code invalid-cursor}, {@code begin-anew}
   */
  public Told since(@Nullable String cursor, Caller caller) {
    Instant now = clock.instant();
    Horizon horizon = changes.horizon();
    if (cursor == null) {
      return new Told(List.of(), Place.at(horizon, now).print(caller), false);
    }
    Place place = Place.read(cursor, caller);
    place.require(horizon, now, settings.keptFor());
    List<Mark> found =
        changes.since(place, horizon, readers(caller), ChangeKind.toldTo(caller), AT_ONCE + 1);
    boolean more = found.size() > AT_ONCE;
    List<Mark> marks = more ? found.subList(0, AT_ONCE) : found;
    Place next = more ? Place.after(marks.getLast(), horizon, now) : Place.at(horizon, now);
    return new Told(states(marks, caller), next.print(caller), more);
  }

  /**
   * What came before these desks and still stands there, newest first; what came several times,
   * where it came last. Only what whoever asks may see.
   *
   * @param kinds of {@link ChangeKind#LINES}
   * @param before null to begin with the newest
   * @param since not what an earlier transaction brought
   */
  public Arrivals arrivals(
      Set<String> desks, Set<ChangeKind> kinds, @Nullable Mark before, long since, int limit) {
    Map<UUID, Arrival> standing = new LinkedHashMap<>();
    @Nullable Mark last = before;
    for (int looked = 0; looked < LOOKS; looked++) {
      List<Arrival> found = changes.arrivals(desks, kinds, last, since, AT_ONCE);
      Set<UUID> lines = changes.standing(found.stream().map(it -> it.mark().id()).toList(), desks);
      for (Arrival each : found) {
        if (lines.contains(each.mark().id())) {
          standing.putIfAbsent(each.mark().id(), each);
        }
        last = each.mark();
        if (standing.size() == limit) {
          return new Arrivals(List.copyOf(standing.values()), last);
        }
      }
      if (found.size() < AT_ONCE) {
        return new Arrivals(List.copyOf(standing.values()), null);
      }
    }
    return new Arrivals(List.copyOf(standing.values()), last);
  }

  /** Until where the register is complete. */
  public Horizon horizon() {
    return changes.horizon();
  }

  /** Which of these readers were told of something between two horizons. */
  public Set<String> told(Set<String> readers, long from, long until) {
    return readers.isEmpty() ? Set.of() : changes.told(readers, from, until);
  }

  /** The keys under which the register tells a caller. */
  public static Set<String> readers(Caller caller) {
    Set<String> readers = new HashSet<>(Waiting.desksOf(caller));
    readers.add("@" + caller.organization());
    readers.add(caller.user() + "@" + caller.organization());
    if (caller.watchesCountry()) {
      readers.add("@" + caller.country());
      readers.add(caller.user() + "@" + caller.country());
    }
    return readers;
  }

  private List<Change> states(List<Mark> marks, Caller caller) {
    Set<UUID> lines =
        changes.standing(
            marks.stream().map(Mark::id).collect(Collectors.toSet()), Waiting.desksOf(caller));
    Set<Change> states = new LinkedHashSet<>();
    for (Mark mark : marks) {
      states.add(state(mark, lines, caller));
    }
    return List.copyOf(states);
  }

  private Change state(Mark mark, Set<UUID> lines, Caller caller) {
    UUID id = mark.id();
    Optional<Long> revision =
        switch (mark.kind()) {
          case CASE -> cases.find(new CaseId(id), caller).map(CaseRecord::revision);
          case TRACK ->
              tracks
                  .find(new TrackId(id))
                  .filter(it -> cases.find(it.caseId(), caller).isPresent())
                  .map(TrackInstance::revision);
          case REFERRAL ->
              referrals
                  .find(new TrackId(id))
                  .filter(it -> it.isVisibleTo(caller))
                  .flatMap(it -> tracks.find(it.id()))
                  .map(TrackInstance::revision);
          case REQUEST ->
              requests
                  .find(new TrackId(id), caller)
                  .flatMap(it -> tracks.find(it.id()))
                  .map(TrackInstance::revision);
          case NOTICE, WORK, WEBHOOK -> Optional.empty();
        };
    if (ChangeKind.LINES.contains(mark.kind()) && lines.contains(id)) {
      return Change.there(mark.kind(), id);
    }
    return revision
        .map(at -> Change.at(mark.kind(), id, at))
        .orElseGet(() -> Change.gone(mark.kind(), id));
  }

  /**
   * What still stands.
   *
   * @param last where to go on; null when there is no more
   */
  public record Arrivals(List<Arrival> standing, @Nullable Mark last) {}

  /**
   * What has changed, and where to go on.
   *
   * @param more there is more at once
   */
  public record Told(List<Change> changes, String cursor, boolean more) {
    public Told {
      changes = List.copyOf(changes);
    }
  }
}
