package org.uputnica.mechanism.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.Clock.Counts;
import org.uputnica.mechanism.domain.Clock.WhenPassed;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Source;

/**
 * The clocks of {@code base/clocks.yaml}, with the lengths of one country, and the names that stand
 * for several.
 */
final class ClockBook {
  private static final String NEXT = "next-";
  private static final ClockCode REFLECTION = new ClockCode("DL-REFL-MAX");

  /** Clocks that have their length from a parameter of the country. */
  private static final List<FromParameter> FROM_PARAMETERS =
      List.of(
          new FromParameter("DL-CHILD", "P-CHILD-NOTIFY", "hours", Duration::ofHours),
          new FromParameter("DL-GUARD", "P-GUARD", "hours", Duration::ofHours),
          new FromParameter("DL-RECON", "P-REVIEW", "days", Duration::ofDays),
          new FromParameter("DL-RET", "P-RETENT", "months", ClockBook::months));

  private record FromParameter(
      String clock, String parameter, String part, LongFunction<Duration> length) {}

  private final Set<ClockCode> named = new HashSet<>();
  private final Map<ClockCode, Clock> clocks = new LinkedHashMap<>();
  private final Set<String> written = new HashSet<>();
  private final Map<String, ClockRef> names = new LinkedHashMap<>();

  /**
   * Reads the clocks.
   *
   * @param parameters of the country; some clocks have their length from there
   */
  ClockBook(
      Node base, @Nullable Node country, Map<String, Parameter> parameters, KnownCodes codeLists) {
    base.only("clocks", "groups", "choices");
    var performers = new Performers(codeLists);
    base.get("clocks")
        .items(row -> {
          ClockCode code = row.reading().at(row, ClockCode.of(row.text("code")));
          if (!named.add(code)) {
            throw row.wrong("the clock " + code + " is there twice", "remove one of the two rows");
          }
          if (!codeLists.has("deadlines", code.value())) {
            row.report("there is no deadline " + code, "use a code of codelists/deadlines.csv");
          }
          Clock clock = clock(row, performers);
          clocks.put(code, clock);
          return clock;
        });
    FROM_PARAMETERS.forEach(one -> take(one, parameters.get(one.parameter())));
    recoverFor(parameters.get("P-REFL-ADULT"), parameters.get("P-REFL-CHILD"));
    if (country != null) {
      country.maybe("clocks").ifPresent(this::overrule);
    }
    base.maybe("groups").ifPresent(groups -> groups.eachField(this::addGroup));
    base.maybe("choices").ifPresent(choices -> choices.eachField(this::addChoice));
  }

  private static Clock clock(Node row, Performers performers) {
    row.only(
        "code",
        "label",
        "counts",
        "length",
        "starts-when",
        "from",
        "when-passed",
        "grace",
        "tells",
        "warns",
        "warned",
        "escalates",
        "paused-by",
        "extended-by",
        "approved-by",
        "answered-by",
        "repeats",
        "source");
    Node passed = row.get("when-passed");
    WhenPassed whenPassed =
        Arrays.stream(WhenPassed.values())
            .filter(one -> one.word().equals(passed.text()))
            .findFirst()
            .orElseThrow(() ->
                passed.wrong(
                    "\"" + passed.text() + "\" is nothing a clock does",
                    "use one of "
                        + Arrays.stream(WhenPassed.values()).map(WhenPassed::word).toList()));
    Counts counts = row.maybe("counts").map(ClockBook::counts).orElse(Counts.ELAPSED);
    Duration length = measured(counts, row.get("length"));
    Duration warns = row.maybe("warns").map(it -> required(counts, it)).orElse(null);
    requireWithin(length, warns, row);
    List<Performer> tells = row.list("tells", performers::read);
    boolean repeats = row.yes("repeats");
    if (repeats && whenPassed == WhenPassed.ESCALATE_THEN_EXPIRE) {
      throw row.wrong("a clock that ends a request is told once", "take repeats out");
    }
    return new Clock(
        ClockCode.of(row.text("code")),
        row.text("label"),
        counts,
        length,
        length,
        row.text("starts-when"),
        row.list("from", Node::text),
        whenPassed,
        grace(row, whenPassed),
        tells,
        warns,
        warned(row, performers, tells),
        escalates(row, performers),
        changes(row, performers),
        row.list("answered-by", performers::read),
        repeats,
        source(row.get("source")));
  }

  private static void requireWithin(@Nullable Duration length, @Nullable Duration warns, Node row) {
    if (length != null && warns != null && warns.compareTo(length) >= 0) {
      throw row.wrong("the warning comes before the clock begins", "write a shorter warns");
    }
  }

  /** Who is warned; those it tells, where nobody else is named. */
  private static List<Performer> warned(Node row, Performers performers, List<Performer> tells) {
    Optional<Node> named = row.maybe("warned");
    if (named.isPresent() && row.maybe("warns").isEmpty()) {
      throw named
          .get()
          .wrong("nobody says how long before these are warned", "write warns, such as PT6H");
    }
    return named.isEmpty() ? tells : row.list("warned", performers::read);
  }

  private static Counts counts(Node node) {
    return Arrays.stream(Counts.values())
        .filter(one -> one.word().equals(node.text()))
        .findFirst()
        .orElseThrow(() ->
            node.wrong(
                "\"" + node.text() + "\" is nothing a clock counts",
                "use one of " + Arrays.stream(Counts.values()).map(Counts::word).toList()));
  }

  private static @Nullable Duration measured(Counts counts, Node node) {
    Duration length = length(node);
    if (length != null && !counts.measures(length)) {
      throw node.wrong(
          "working days are whole days, not " + node.text(), "write P5D for five working days");
    }
    return length;
  }

  private static Duration required(Counts counts, Node node) {
    Duration length = measured(counts, node);
    if (length == null) {
      throw node.wrong("this has a length", "write how long, such as P3D, or take it out");
    }
    return length;
  }

  /** One after the other, each later than the one before. */
  private static List<Clock.Escalation> escalates(Node row, Performers performers) {
    List<Clock.Escalation> levels = new ArrayList<>();
    for (Node level : row.maybe("escalates").map(Node::items).orElse(List.of())) {
      level.only("after", "tells");
      Duration after = required(Counts.ELAPSED, level.get("after"));
      if (!levels.isEmpty() && levels.getLast().after().compareTo(after) >= 0) {
        throw level.wrong("an escalation comes later than the one before", "put them in order");
      }
      List<Performer> tells = level.list("tells", performers::read);
      if (tells.isEmpty()) {
        throw level.wrong("this escalation tells nobody", "name who is told");
      }
      levels.add(new Clock.Escalation(after, tells));
    }
    return levels;
  }

  private static Clock.Changes changes(Node row, Performers performers) {
    var changes =
        new Clock.Changes(
            row.list("paused-by", performers::read),
            row.list("extended-by", performers::read),
            row.list("approved-by", performers::read));
    if (changes.extendedBy().isEmpty() != changes.approvedBy().isEmpty()) {
      throw row.get(changes.extendedBy().isEmpty() ? "approved-by" : "extended-by")
          .wrong(
              "extended-by and approved-by belong together",
              "name who asks for more time and who else decides, or neither");
    }
    return changes;
  }

  /** Silence ends a request only after a time that somebody wrote down, and only there. */
  private static @Nullable Duration grace(Node row, WhenPassed whenPassed) {
    boolean expires = whenPassed == WhenPassed.ESCALATE_THEN_EXPIRE;
    Optional<Node> written = row.maybe("grace");
    if (expires != written.isPresent()) {
      throw row.wrong(
          "grace and escalate-then-expire belong together",
          expires ? "write how long, such as grace: PT6H" : "take the grace out");
    }
    Duration grace = written.map(ClockBook::length).orElse(null);
    if (expires && grace == null) {
      throw row.wrong("a grace has a length", "write how long, such as grace: PT6H");
    }
    return grace;
  }

  private static @Nullable Duration length(Node node) {
    if (node.text().equals("none")) {
      return null;
    }
    try {
      Duration length = Duration.parse(node.text());
      if (!length.isPositive()) {
        throw node.wrong("a clock cannot last " + node.text(), "write a length above zero");
      }
      return length;
    } catch (DateTimeException _) {
      throw node.wrong("\"" + node.text() + "\" is no length", "write PT24H, P14D or none");
    }
  }

  static Source source(Node node) {
    node.only("text", "year", "confirmed");
    return new Source(node.text("text"), node.number("year", 0), node.yes("confirmed"));
  }

  private void overrule(Node rows) {
    rows.eachField((code, row) -> {
      row.only("length", "counts", "grace", "warns", "source");
      Clock base = clocks.get(ClockCode.of(code));
      if (base == null) {
        throw named.contains(ClockCode.of(code))
            ? row.follows()
            : row.wrong("the base has no clock " + code, "use one of " + clocks.keySet());
      }
      Counts counts = row.maybe("counts").map(ClockBook::counts).orElse(base.counts());
      Duration warns = row.maybe("warns").map(it -> required(counts, it)).orElseGet(base::warns);
      if (warns != null && !counts.measures(warns)) {
        throw row.wrong(
            "the warning of " + code + " is not in whole days", "let it count elapsed time");
      }
      Duration length = measured(counts, row.get("length"));
      if (row.maybe("warns").isPresent()) {
        requireWithin(length, warns, row);
      }
      last(
          base.counting(counts).warning(warns),
          length,
          length,
          row.maybe("grace").isPresent() ? grace(row, base.whenPassed()) : base.grace(),
          source(row.get("source")));
    });
  }

  /** Never an adult's length for a child: a country that says nothing for children sets none. */
  private void recoverFor(@Nullable Parameter adult, @Nullable Parameter child) {
    Clock base = clocks.get(REFLECTION);
    Duration adults = days(adult);
    Duration children = days(child);
    Parameter said = adults == null ? child : adult;
    if (base != null && said != null && (adults != null || children != null)) {
      last(base, adults, children, base.grace(), said.source());
    }
  }

  private static @Nullable Duration days(@Nullable Parameter parameter) {
    return Optional.ofNullable(parameter)
        .flatMap(it -> it.part("days").or(() -> it.part("value")))
        .filter(text -> text.matches("[1-9][0-9]{0,3}"))
        .map(text -> Duration.ofDays(Long.parseLong(text)))
        .orElse(null);
  }

  private void take(FromParameter one, @Nullable Parameter parameter) {
    Clock base = clocks.get(ClockCode.of(one.clock()));
    if (base != null && parameter != null) {
      parameter
          .part(one.part())
          .ifPresent(number ->
              last(
                  base,
                  one.length().apply(Long.parseLong(number)),
                  one.length().apply(Long.parseLong(number)),
                  base.grace(),
                  parameter.source()));
    }
  }

  /** Months of 30.4375 days (a twelfth of 365.25), up to the next whole day. */
  private static Duration months(long months) {
    return Duration.ofDays((months * 487 + 15) / 16);
  }

  private void last(
      Clock base,
      @Nullable Duration length,
      @Nullable Duration childLength,
      @Nullable Duration grace,
      Source source) {
    clocks.put(base.code(), base.lasting(length, childLength, grace, source));
  }

  private void addGroup(String name, Node members) {
    written.add(name);
    names.put(name, new ClockRef.Group(name, members.items().stream().map(this::known).toList()));
  }

  private void addChoice(String name, Node choice) {
    written.add(name);
    Map<String, ClockCode> byValue = new LinkedHashMap<>();
    choice
        .fields()
        .forEach((value, node) -> {
          if (!value.equals("input")) {
            byValue.put(value, known(node));
          }
        });
    names.put(name, new ClockRef.ChosenBy(name, choice.text("input"), byValue));
  }

  /** The clock a node names. */
  ClockCode known(Node node) {
    ClockCode code = ClockCode.of(node.text());
    if (!clocks.containsKey(code)) {
      throw unknown(code, node, "use one of " + clocks.keySet() + " or add it to base/clocks.yaml");
    }
    return code;
  }

  /** What a step names: a clock, a group, a choice, the next of a group, or all. */
  ClockRef ref(Node node, String text) {
    if (text.equals("all")) {
      return new ClockRef.All();
    }
    if (text.startsWith(NEXT)
        && names.get(text.substring(NEXT.length())) instanceof ClockRef.Group group) {
      return new ClockRef.NextOf(group);
    }
    ClockRef named = names.get(text);
    if (named != null) {
      return named;
    }
    if (written.contains(text)) {
      throw node.follows();
    }
    ClockCode code = ClockCode.of(text);
    if (!clocks.containsKey(code)) {
      throw unknown(
          code, node, "use a code or a name of base/clocks.yaml, such as " + names.keySet());
    }
    return new ClockRef.One(code);
  }

  private MechanismFileException unknown(ClockCode code, Node node, String whatToDo) {
    return named.contains(code)
        ? node.follows()
        : node.wrong("there is no clock " + code, whatToDo);
  }

  Optional<Clock> clock(ClockCode code) {
    return Optional.ofNullable(clocks.get(code));
  }

  List<Clock> all() {
    return List.copyOf(clocks.values());
  }
}
