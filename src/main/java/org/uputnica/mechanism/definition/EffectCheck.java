package org.uputnica.mechanism.definition;

import java.util.Set;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;

/** No step brings about what the room of its track cannot carry out. */
final class EffectCheck implements MechanismCheck.Check {
  @Override
  public void look(Mechanism mechanism, Reading reading) {
    for (Track track : mechanism.tracks()) {
      Set<Effect> foreign =
          switch (track.code().value()) {
            case "referral" -> Set.of(Effect.DRAFT_REQUEST, Effect.STOP_REQUESTS);
            case "cross-border" ->
                Set.of(
                    Effect.OPEN_IDENTITY,
                    Effect.RELEASE_PLACE,
                    Effect.WITHDRAW_SIBLINGS,
                    Effect.DRAFT_REQUEST,
                    Effect.STOP_REQUESTS);
            default -> Set.of(Effect.OPEN_IDENTITY, Effect.WITHDRAW_SIBLINGS);
          };
      for (Step step : Wording.rows(track)) {
        step.effects().stream()
            .map(Conditional::what)
            .filter(foreign::contains)
            .forEach(effect ->
                reading
                    .place(step)
                    .report(
                        step.code()
                            + " asks for "
                            + effect.word()
                            + ", which nobody carries out in the track "
                            + track.code(),
                        "take it out of does"));
      }
    }
  }
}
