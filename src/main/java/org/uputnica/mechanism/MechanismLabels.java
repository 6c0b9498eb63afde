package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockEvent;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.InputProblem;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.Remedy;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.text.Texts;

/**
 * The procedure in the reader's language, by code: the operator's own texts, then {@code
 * messages/mechanism*.properties}. A code without a label reads as the code itself, which only
 * happens in a directory that an operator brings.
 */
@ApplicationScoped
public class MechanismLabels {
  private static final String BUNDLE = "mechanism";

  private final Texts texts;
  private final BiFunction<String, Locale, Optional<String>> own;

  @Inject
  MechanismLabels(Texts texts, Mechanisms mechanisms) {
    this(texts, (key, language) -> mechanisms.texts().text(key, language));
  }

  /** Labels out of the program's texts. */
  public MechanismLabels(Texts texts) {
    this(texts, (_, _) -> Optional.empty());
  }

  private MechanismLabels(Texts texts, BiFunction<String, Locale, Optional<String>> own) {
    this.texts = texts;
    this.own = own;
  }

  /** The name of a country as the operator has it, if so. */
  public Optional<String> country(String code, Locale language) {
    return own.apply("country." + code, language);
  }

  public String track(TrackCode track, Locale language) {
    return label("track.", track.value(), language);
  }

  public String state(StateCode state, Locale language) {
    return label("state.", state.value(), language);
  }

  public String step(StepCode step, Locale language) {
    return label("step.", step.value(), language);
  }

  public String clock(ClockCode clock, Locale language) {
    return label("clock.", clock.value(), language);
  }

  /** What happened to a clock. */
  public String clockEvent(ClockEvent.Kind kind, Locale language) {
    return label("clock-event.", kind.name(), language);
  }

  /** Why a clock was changed. */
  public String clockReason(ClockEvent.Reason reason, Locale language) {
    return label("clock-reason.", reason.name(), language);
  }

  /** What a notice asks of who reads it. */
  public String notice(Notice.About about, Locale language) {
    return label("notice.", about.word(), language);
  }

  /** What comes first where the person is to be reached. */
  public String reachSafely(Locale language) {
    return texts.text("contact", language, "reach-safely");
  }

  /** An answer to a notice. */
  public String answer(Notice.Answer answer, Locale language) {
    return label("answer.", answer.name(), language);
  }

  /** What an input asks. */
  public String input(String name, Locale language) {
    return label("input.", name, language);
  }

  /** A code of one of the procedure's own lists, such as {@code priority} and {@code URGENT}. */
  public String choice(String list, String code, Locale language) {
    return label("list." + list + ".", code, language);
  }

  /** A role, whatever its organisation is to a track. */
  public String role(String role, Locale language) {
    return label("role.", role, language);
  }

  /** A consent scope or the reason of an exception. */
  public String code(String code, Locale language) {
    return label("code.", code, language);
  }

  /** Who may take a step: the role, and in brackets what its organisation is to the track. */
  public String performer(Performer performer, Locale language) {
    String role = label("role.", performer.role(), language);
    return texts.text(BUNDLE, language, "party." + performer.party().word(), role);
  }

  /** What to do about something that is missing. */
  public String remedy(Remedy remedy, Locale language) {
    return switch (remedy) {
      case Remedy.Operation(String id) -> label("operation.", id, language);
      case Remedy.OtherStep(StepCode step) -> step(step, language);
      case Remedy.OwnInput(String input) -> input(input, language);
    };
  }

  /** Why a step is closed, as a sentence. */
  public String sentence(ClosedReason closed, Locale language) {
    return switch (closed) {
      case ClosedReason.NotYourTurn(List<Performer> performers) ->
          texts.text(BUNDLE, language, "reason.not-your-turn", performers(performers, language));
      case ClosedReason.GuardNotMet(var _, Reason reason) -> sentence(reason, language);
    };
  }

  /** What is missing, and who can change it. */
  public String sentence(Reason reason, Locale language) {
    String missing = missing(reason, language);
    return reason.fixableBy().isEmpty()
        ? missing
        : missing
            + " "
            + texts.text(
                BUNDLE, language, "reason.fixable-by", performers(reason.fixableBy(), language));
  }

  /** What is wrong with an input, as a sentence without its name. */
  public String sentence(InputProblem problem, Locale language) {
    return label("problem.", problem.what().word(), language);
  }

  private String missing(Reason reason, Locale language) {
    String about =
        reason.alternatives().isEmpty()
            ? reason.parameters().stream()
                .map(code -> parameter(code, language))
                .collect(Collectors.joining(", "))
            : reason.alternatives().stream()
                .map(way -> missing(way, language))
                .collect(Collectors.joining(" "));
    return about.isEmpty()
        ? label("reason.", reason.code(), language)
        : texts.text(BUNDLE, language, "reason." + reason.code(), about);
  }

  private String parameter(String code, Locale language) {
    return Stream.of("code.", "clock.", "input.")
        .map(kind -> known(kind + code, language))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(code);
  }

  private String performers(List<Performer> performers, Locale language) {
    return performers.stream()
        .map(one -> performer(one, language))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String label(String kind, String code, Locale language) {
    return known(kind + code, language).orElse(code);
  }

  /** The operator's text in this language, ours, or the operator's in English. */
  private Optional<String> known(String key, Locale language) {
    return own.apply(key, language)
        .or(() -> Optional.of(texts.textOr(BUNDLE, language, key, "")).filter(it -> !it.isEmpty()))
        .or(() -> own.apply(key, Locale.ENGLISH));
  }
}
