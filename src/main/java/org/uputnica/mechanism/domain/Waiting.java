package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.OrganizationId;

/**
 * On whose work lists a run of a track stands, and how far up.
 *
 * @param desks {@code role@organisation} or {@code role@country}
 * @param rank the list is sorted by it: when the first clock runs out, or, without a clock, a time
 *     that follows the risk
 */
public record Waiting(Set<String> desks, Instant rank) {
  public Waiting {
    desks = Set.copyOf(desks);
  }

  /** The desks a caller sits at. */
  public static Set<String> desksOf(Caller caller) {
    Set<String> desks = new HashSet<>();
    for (String role : caller.roles()) {
      desks.add(role + '@' + caller.organization());
      desks.add(role + '@' + caller.country());
    }
    return desks;
  }

  /** As it is right after a step. */
  public static Waiting of(TrackInstance track, CaseRecord record, Mechanism mechanism) {
    return of(track, record, mechanism, track.since());
  }

  /** Derives it from who is expected to move next in the track's state, and from what is late. */
  public static Waiting of(
      TrackInstance track, CaseRecord record, Mechanism mechanism, Instant now) {
    State state =
        mechanism.track(track.snapshot().track()).orElseThrow().state(track.snapshot().state());
    Set<String> desks = new HashSet<>(desks(state.waitsFor(), track, record, mechanism));
    // Whoever was told of a clock keeps the line until it is answered.
    desks.addAll(desks(mechanism.calledUpon(track.snapshot(), now), track, record, mechanism));
    return new Waiting(desks, rank(track, record));
  }

  /** The desks of these performers. The person has none: her recorders' desks stand for her. */
  public static Set<String> desks(
      List<Performer> performers, TrackInstance track, CaseRecord record, Mechanism mechanism) {
    Set<String> desks = new HashSet<>();
    for (Performer performer : performers) {
      if (performer.isPerson()) {
        mechanism
            .recorders()
            .of(record.ageRule())
            .forEach(recorder -> add(desks, recorder, track, record));
      } else {
        add(desks, performer, track, record);
      }
    }
    return desks;
  }

  private static void add(
      Set<String> desks, Performer performer, TrackInstance track, CaseRecord record) {
    switch (performer.party()) {
      case COUNTRY -> desks.add(performer.role() + '@' + track.country());
      case OWNER -> {
        if (track.parties().containsKey(Party.OWNER)) {
          desks.add(performer.role() + '@' + record.responsible());
          desks.add(performer.role() + '@' + record.registering());
        }
      }
      case GUARDIAN ->
          Optional.ofNullable(record.guardian())
              .ifPresent(it -> desks.add(performer.role() + '@' + it));
      case SERVING -> record.serving().forEach(it -> desks.add(performer.role() + '@' + it));
      case COUNTERPART, CONTACT, ABROAD -> {
        OrganizationId party = track.parties().get(performer.party());
        if (party != null) {
          desks.add(performer.role() + '@' + party);
        }
      }
      case SYSTEM -> {
        // nobody's desk
      }
    }
  }

  private static Instant rank(TrackInstance track, CaseRecord record) {
    Stream<Instant> due =
        track.snapshot().clocks().stream()
            .map(RunningClock::due)
            .flatMap(at -> Optional.ofNullable(at).stream());
    return due.min(Comparator.naturalOrder())
        .orElseGet(() ->
            track
                .since()
                .plus(
                    switch (record.risk()) {
                      case HIGH -> Duration.ofDays(1);
                      case MEDIUM -> Duration.ofDays(7);
                      case LOW -> Duration.ofDays(30);
                    }));
  }
}
