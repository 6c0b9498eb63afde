package org.uputnica.mechanism.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Texts;

/**
 * The words of pages and diagrams in one language: {@code messages/procedure*.properties}, and the
 * labels of steps and states.
 */
record ProcedureWords(Texts texts, MechanismLabels labels, CodeLists codeLists, Locale language) {
  private static final String BUNDLE = "procedure";

  String say(String key, Object... arguments) {
    return texts.text(BUNDLE, language, key, arguments);
  }

  String sayOr(String key, String otherwise) {
    return texts.textOr(BUNDLE, language, key, otherwise);
  }

  /** The name of the country; as its file has it where we have no word for it. */
  String name(Mechanism country) {
    return country(country.country(), stated(country, "name").orElse(country.country()));
  }

  /** What must stand below the name wherever it is shown. */
  Optional<String> footnote(Mechanism country) {
    return stated(country, "footnote").map(note -> sayOr("footnote." + country.country(), note));
  }

  private static Optional<String> stated(Mechanism country, String part) {
    return country.parameter("P-STATE-NAME").flatMap(name -> name.part(part));
  }

  private String country(String code, String otherwise) {
    return labels.country(code, language).orElseGet(() -> sayOr("country." + code, otherwise));
  }

  String parameter(String code) {
    return sayOr(code, code);
  }

  String length(Duration length) {
    long hours = length.toHours();
    return hours % 24 == 0 && hours > 72
        ? say("days", String.valueOf(length.toDays()))
        : say("hours", String.valueOf(hours));
  }

  /** How long a deadline lasts; for adults and children apart where they differ. */
  String length(Clock clock) {
    String adult = length(clock, AgeRule.ADULT);
    String child = length(clock, AgeRule.CHILD);
    return adult.equals(child)
        ? adult
        : say("page.for-adult", adult) + "; " + say("page.for-child", child);
  }

  private String length(Clock clock, AgeRule age) {
    return clock
        .lasts(age)
        .map(length ->
            switch (clock.counts()) {
              case ELAPSED -> length(length);
              case WORKING_DAYS -> say("working-days", String.valueOf(length.toDays()));
            })
        .orElseGet(() -> say("no-length"));
  }

  String whenPassed(Clock clock) {
    return say(
        "passed." + clock.whenPassed().word(), clock.endsAfter().map(this::length).orElse(""));
  }

  String countsFrom(Clock clock) {
    return sayOr("starts." + clock.code(), clock.startsWhen());
  }

  /** The words of one part of a parameter. */
  String words(String part, List<String> words) {
    return String.join(", ", words.stream().map(word -> word(part, word)).toList());
  }

  private String word(String part, String word) {
    return switch (word) {
      case "yes", "no" -> say(word);
      case Parameter.UNKNOWN -> say("unknown");
      default ->
          switch (part) {
            case "partner", "counted-under" -> country(word, word);
            case "staff", "person", "languages" ->
                codeLists.get("languages").cell(word, "native_name").orElse(word);
            default -> sayOr("word." + word, word);
          };
    };
  }
}
