package org.uputnica.mechanism.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.InputProblem.What;

/** Compares what was sent with what a step asks for. */
final class InputCheck {
  private static final Pattern ID = Pattern.compile(InputShape.ID);
  private static final Pattern COUNTRY = Pattern.compile(InputShape.COUNTRY);
  private static final Pattern PLACE = Pattern.compile(InputShape.PLACE);
  private static final Pattern DAY = Pattern.compile(InputShape.DAY);
  private static final Pattern MOMENT = Pattern.compile(InputShape.MOMENT);

  private InputCheck() {}

  static List<InputProblem> problems(
      Step step, AgeRule age, Map<String, Object> sent, List<Set<String>> oneOfEach) {
    List<InputProblem> problems = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Ask ask : step.asks()) {
      if (!ask.concerns(age)) {
        continue;
      }
      known.add(ask.name());
      Object value = sent.get(ask.name());
      if (value == null) {
        if (!ask.optional()) {
          problems.add(new InputProblem(ask.name(), What.MISSING, allowed(ask.input().kind())));
        }
      } else {
        check(ask.input(), value).ifPresent(problems::add);
      }
    }
    for (Set<String> oneOf : oneOfEach) {
      if (oneOf.stream().noneMatch(sent::containsKey)) {
        List<String> names = oneOf.stream().sorted().toList();
        problems.add(
            new InputProblem(
                names.getFirst(), What.MISSING, names.size() == 1 ? List.of() : names));
      }
    }
    for (String name : new TreeSet<>(sent.keySet())) {
      if (!known.contains(name)) {
        problems.add(new InputProblem(name, What.UNKNOWN, known.stream().sorted().toList()));
      }
    }
    return problems;
  }

  private static Optional<InputProblem> check(Input input, Object value) {
    What wrong =
        switch (input.kind()) {
          case InputKind.Code(String _, List<String> allowed) ->
              !(value instanceof String text)
                  ? What.WRONG_TYPE
                  : allowed.contains(text) ? null : What.NOT_IN_LIST;
          case InputKind.Codes codes -> checkCodes(codes, value);
          case InputKind.NoteRef _, InputKind.Id _, InputKind.Organization _ -> shape(ID, value);
          case InputKind.Country _ -> shape(COUNTRY, value);
          case InputKind.Place _ -> shape(PLACE, value);
          case InputKind.Day _ -> parses(DAY, value, LocalDate::parse);
          case InputKind.Moment _ -> parses(MOMENT, value, Instant::parse);
          case InputKind.YesNo _ -> value instanceof Boolean ? null : What.WRONG_TYPE;
          case InputKind.Confirmation _ ->
              !(value instanceof Boolean yes) ? What.WRONG_TYPE : yes ? null : What.NOT_CONFIRMED;
          case InputKind.WholeNumber(long from, Long to) -> checkNumber(value, from, to);
        };
    return Optional.ofNullable(wrong)
        .map(what -> new InputProblem(input.name(), what, allowed(input.kind())));
  }

  private static @Nullable What checkCodes(InputKind.Codes codes, Object value) {
    if (!(value instanceof Collection<?> chosen)
        || !chosen.stream().allMatch(String.class::isInstance)) {
      return What.WRONG_TYPE;
    }
    Set<Object> different = new HashSet<>(chosen);
    if (!codes.allowed().containsAll(different)) {
      return What.NOT_IN_LIST;
    }
    if (different.size() < codes.atLeast()) {
      return What.TOO_FEW;
    }
    return !codes.notOnly().isEmpty() && codes.notOnly().containsAll(different)
        ? What.NOT_ENOUGH
        : null;
  }

  private static @Nullable What checkNumber(Object value, long from, @Nullable Long to) {
    if (!(value instanceof Integer || value instanceof Long || value instanceof Short)) {
      return What.WRONG_TYPE;
    }
    long number = ((Number) value).longValue();
    return number < from || (to != null && number > to) ? What.OUT_OF_RANGE : null;
  }

  private static @Nullable What shape(Pattern pattern, Object value) {
    return value instanceof String text && pattern.matcher(text).matches() ? null : What.WRONG_TYPE;
  }

  private static @Nullable What parses(
      Pattern shape, Object value, Function<String, Object> parser) {
    if (!(value instanceof String text) || !shape.matcher(text).matches()) {
      return What.WRONG_TYPE;
    }
    try {
      var _ = parser.apply(text);
      return null;
    } catch (DateTimeException _) {
      return What.WRONG_TYPE;
    }
  }

  static List<String> allowed(InputKind kind) {
    return switch (kind) {
      case InputKind.Code(String _, List<String> codes) -> codes;
      case InputKind.Codes codes -> codes.allowed();
      case InputKind.WholeNumber(long from, Long to) ->
          to == null ? List.of(Long.toString(from)) : List.of(Long.toString(from), to.toString());
      case InputKind.Confirmation _ -> List.of("true");
      case InputKind.NoteRef _,
          InputKind.Id _,
          InputKind.Organization _,
          InputKind.Country _,
          InputKind.Place _,
          InputKind.Day _,
          InputKind.Moment _,
          InputKind.YesNo _ ->
          List.of();
    };
  }
}
