package org.uputnica.mechanism.domain;

import java.util.List;

/**
 * A state of a track.
 *
 * @param waitsFor who is expected to move next; the work lists are made from it. Empty for states
 *     that nobody waits in
 */
public record State(StateCode code, String label, Kind kind, List<Performer> waitsFor) {
  /** How a state relates to the course of the track. */
  public enum Kind {
    /** The track begins here. */
    INITIAL,
    /** Somebody has something to do. */
    WORKING,
    /** Nothing has to happen, but something may. */
    RESTING,
    /** The track is over; a new start may still lead on. */
    END
  }

  public State {
    waitsFor = List.copyOf(waitsFor);
  }

  /** Does a track in this state count as open? */
  public boolean isOpen() {
    return kind == Kind.INITIAL || kind == Kind.WORKING;
  }
}
