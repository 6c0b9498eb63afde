package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.Input;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.platform.text.Texts;

/**
 * Labels and sentences of the procedure in the reader's language, from {@code messages/mechanism}.
 */
@ApplicationScoped
public class MechanismTexts {
  private static final String BUNDLE = "mechanism";

  private final Texts texts;

  MechanismTexts(Texts texts) {
    this.texts = texts;
  }

  public String state(StateCode state, Locale language) {
    return texts.textOr(BUNDLE, language, "state." + state.value(), state.value());
  }

  public String step(Step step, Locale language) {
    return texts.textOr(BUNDLE, language, "step." + step.code().value(), step.label());
  }

  public String input(Input input, Locale language) {
    return texts.textOr(BUNDLE, language, "input." + input.name(), input.label());
  }

  public String clock(ClockCode clock, Locale language) {
    return texts.textOr(BUNDLE, language, "clock." + clock.value(), clock.value());
  }

  /** Why a step is closed, and who can change that. */
  public String closed(ClosedReason reason, Locale language) {
    return switch (reason) {
      case ClosedReason.NotYourTurn turn ->
          texts.text(BUNDLE, language, "closed.not-your-turn", names(turn.performers(), language));
      case ClosedReason.GuardNotMet unmet -> sentence(unmet.reason(), language);
    };
  }

  private String sentence(Reason reason, Locale language) {
    String why =
        reason.alternatives().isEmpty()
            ? texts.text(BUNDLE, language, "closed." + reason.code(), reason.parameters().toArray())
            : reason.alternatives().stream()
                .map(it -> sentence(it, language))
                .collect(Collectors.joining(" / "));
    return reason.fixableBy().isEmpty()
        ? why
        : why
            + ' '
            + texts.text(BUNDLE, language, "closed.who-can", names(reason.fixableBy(), language));
  }

  private String names(List<Performer> performers, Locale language) {
    return performers.stream()
        .map(it -> texts.textOr(BUNDLE, language, "role." + it.role(), it.role()))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
