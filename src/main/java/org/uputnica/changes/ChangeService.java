package org.uputnica.changes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  private static Set<String> readers(Caller caller) {
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
          case NOTICE, WORK -> Optional.empty();
        };
    boolean line = mark.kind() == ChangeKind.NOTICE || mark.kind() == ChangeKind.WORK;
    if (line && lines.contains(id)) {
      return Change.there(mark.kind(), id);
    }
    return revision
        .map(at -> Change.at(mark.kind(), id, at))
        .orElseGet(() -> Change.gone(mark.kind(), id));
  }

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
