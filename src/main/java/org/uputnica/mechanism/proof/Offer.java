package org.uputnica.mechanism.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepInputs;

/**
 * Inputs somebody gives with a step, all of them valid.
 *
 * @param silent holds nothing that only a report, a complaint or a testimony can give
 * @param common holds nothing that only few cases have
 */
record Offer(StepInputs inputs, boolean silent, boolean common) {
  private static final String REPORT = ".*(police|report|complaint|testi|proceeding|court).*";
  private static final String OTHER_CASE = "other-case";
  private static final String ID = "2f7a6c52-18ad-4a2c-8d9c-0f1a0f4c7e01";

  /**
   * What can be given with a step for a person of this age: only what is asked, that with all that
   * may be given, and that without reports; each with every choice that decides about a clock.
   */
  static List<Offer> of(Step step, AgeRule age) {
    List<Ask> asks = step.asks().stream().filter(ask -> ask.concerns(age)).toList();
    List<Offer> offers = new ArrayList<>();
    for (Predicate<Ask> given :
        List.<Predicate<Ask>>of(
            ask -> !ask.optional(), ask -> !ask.optional() || !isReport(ask), _ -> true)) {
      List<Ask> some = asks.stream().filter(given).toList();
      choices(step, some).map(choice -> offer(some, choice)).forEach(offers::add);
    }
    return offers.stream().distinct().toList();
  }

  private static Offer offer(List<Ask> asks, Map<String, String> choice) {
    Map<String, Object> values = new HashMap<>();
    asks.forEach(ask -> values.put(ask.name(), good(ask.input().kind())));
    values.putAll(choice);
    return new Offer(
        StepInputs.of(values),
        asks.stream().noneMatch(Offer::isReport),
        !values.containsKey(OTHER_CASE));
  }

  private static boolean isReport(Ask ask) {
    return ask.name().matches(REPORT);
  }

  private static Stream<Map<String, String>> choices(Step step, List<Ask> asks) {
    List<Map<String, String>> choices =
        Stream.of(
                step.starts().stream().map(Conditional::what),
                step.stops().stream(),
                step.pauses().stream(),
                step.resumes().stream())
            .flatMap(refs -> refs)
            .flatMap(ref ->
                ref instanceof ClockRef.ChosenBy(String _, String input, var clocks)
                        && asks.stream().anyMatch(ask -> ask.name().equals(input))
                    ? clocks.keySet().stream().sorted().map(word -> Map.of(input, word))
                    : Stream.<Map<String, String>>of())
            .distinct()
            .toList();
    return choices.isEmpty() ? Stream.of(Map.of()) : choices.stream();
  }

  private static Object good(InputKind kind) {
    return switch (kind) {
      case InputKind.Code(String _, List<String> allowed) -> allowed.getFirst();
      case InputKind.Codes codes -> enough(codes);
      case InputKind.NoteRef _, InputKind.Id _, InputKind.Organization _ -> ID;
      case InputKind.Country _ -> "AL";
      case InputKind.Place _ -> "ME-BOZAJ";
      case InputKind.Day _ -> "2026-03-02";
      case InputKind.Moment _ -> "2026-03-02T07:00:00Z";
      case InputKind.YesNo _, InputKind.Confirmation _ -> true;
      case InputKind.WholeNumber(long from, Long _) -> from;
    };
  }

  /** As few codes as will do, and one that is enough by itself among them. */
  private static List<String> enough(InputKind.Codes codes) {
    Set<String> weak = codes.notOnly();
    return Stream.concat(
            codes.allowed().stream().filter(code -> !weak.contains(code)),
            codes.allowed().stream().filter(weak::contains))
        .limit(Math.max(1, codes.atLeast()))
        .toList();
  }
}
