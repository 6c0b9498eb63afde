package org.uputnica.mechanism;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;

/**
 * The wish to take a step.
 *
 * @param inputs as sent, by name, all as text
 * @param saidBy whose word it is: the caller's, or the person's that the caller writes down
 * @param deviceTime what the device claims, UTC
 * @param expected the revision last seen; null for steps the service takes itself
 */
public record TakeStep(
    TrackId track,
    StepCode step,
    Map<String, String> inputs,
    SaidBy saidBy,
    @Nullable Instant deviceTime,
    @Nullable Revision expected) {
  public TakeStep {
    inputs = Map.copyOf(inputs);
  }

  /** The same wish, with these inputs. */
  public TakeStep with(Map<String, String> said) {
    return new TakeStep(track, step, said, saidBy, deviceTime, expected);
  }

  /** A step that follows from something else the same caller did. */
  public static TakeStep following(TrackId track, String step, Map<String, String> inputs) {
    return new TakeStep(track, new StepCode(step), inputs, SaidBy.ACTOR, null, null);
  }
}
