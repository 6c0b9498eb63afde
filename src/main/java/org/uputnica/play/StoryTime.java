package org.uputnica.play;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.uputnica.play.Wire.Request;

/**
 * What {@code <now>} means in a story: the time of the practice, as its service says it. A service
 * that is none goes by real time.
 */
final class StoryTime implements InstantSource {
  /** Where a practice tells its time and is moved forward. */
  static final String PATH = "/v1/practice/clock";

  private final Clock own;
  private Duration ahead = Duration.ZERO;

  StoryTime(Clock own) {
    this.own = own;
  }

  /** Asks the service, as one of the people. */
  void ask(Wire wire, String login) {
    learn(wire.send(new Request(login, null, "GET", PATH, null, null, null, null, null)));
  }

  /** Goes by what the service has just said, if it has. */
  void learn(Answer answer) {
    if (answer.status() == 200) {
      Instant now = Instant.parse(answer.json().path("now").asText());
      ahead = Duration.between(own.instant(), now);
    }
  }

  @Override
  public Instant instant() {
    return own.instant().plus(ahead);
  }
}
