package org.uputnica.mechanism.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Reckoning;
import org.uputnica.mechanism.domain.Source;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.WorkingDays;
import org.uputnica.platform.codelist.CodeList;

/**
 * Writes what a country does, step by step of the national and the regional map, for a lawyer who
 * is no programmer: first what is still to be settled, then the map, then each step with who, until
 * when, and where that comes from. Markdown.
 */
final class CountryPage {
  private static final String STEPS = "steps";
  private static final String PARAMETERS = "country-parameters";

  private final Mechanism country;
  private final Mechanism base;
  private final ProcedureWords words;
  private final CodeList map;
  private final CodeList parameters;
  private final StringBuilder page = new StringBuilder();

  private CountryPage(Mechanism country, Mechanism base, ProcedureWords words) {
    this.country = country;
    this.base = base;
    this.words = words;
    this.map = words.codeLists().get(STEPS);
    this.parameters = words.codeLists().get(PARAMETERS);
  }

  /**
   * The page of a country.
   *
   * @param base what holds in every country
   * @param diagram where the diagram of a track is found
   */
  static String of(
      Mechanism country, Mechanism base, ProcedureWords words, Function<Track, String> diagram) {
    var page = new CountryPage(country, base, words);
    page.head();
    page.settle();
    page.time();
    page.map();
    page.steps("page.national", "N");
    page.steps("page.regional", "R");
    page.diagrams(diagram);
    page.more();
    return page.page.toString();
  }

  private void head() {
    line("# " + text(words.name(country)));
    line("");
    words
        .footnote(country)
        .ifPresent(note -> {
          line(text(note));
          line("");
        });
    line(words.say("page.intro"));
    line("");
    line(words.say("page.caution"));
    line("");
  }

  private void settle() {
    List<Parameter> unknown = country.parameters().stream().filter(it -> !it.isKnown()).toList();
    List<Parameter> unconfirmed =
        country.parameters().stream()
            .filter(Parameter::isKnown)
            .filter(it -> !it.source().confirmed())
            .toList();
    heading("page.settle");
    line(
        words.say(
            "page.count",
            String.valueOf(unknown.size() + unconfirmed.size()),
            String.valueOf(country.parameters().size()),
            String.valueOf(unknown.size())));
    line("");
    if (!unknown.isEmpty()) {
      line("### " + words.say("page.unknown"));
      line("");
      unknown.forEach(it -> line("- " + name(it)));
      line("");
    }
    if (!unconfirmed.isEmpty()) {
      line("### " + words.say("page.unconfirmed"));
      line("");
      table(
          List.of("col.what", "col.value", "col.source"),
          unconfirmed.stream()
              .map(it -> List.of(name(it), value(it), source(it.source())))
              .toList());
    }
    List<Clock> clocks = country.clocks().stream().filter(it -> !it.source().confirmed()).toList();
    if (!clocks.isEmpty()) {
      line("### " + words.say("page.clocks"));
      line("");
      table(
          List.of("col.what", "col.lasts", "col.source"),
          clocks.stream()
              .map(it -> List.of(clock(it), words.length(it), source(it.source())))
              .toList());
    }
  }

  private void time() {
    Reckoning reckoning = country.reckoning();
    WorkingDays days = reckoning.days();
    heading("page.time");
    bullet("page.zone", reckoning.zone().getId());
    bullet("page.working-days", words.say("page.week"));
    bullet("page.off", dates(days.off()));
    bullet("page.worked", dates(days.worked()));
    bullet(
        "page.holidays",
        words.say(reckoning.holidaysStopClocks() ? "page.holidays-stop" : "page.holidays-run"));
    bullet("col.source", source(days.source()));
    line("");
  }

  private static String dates(Set<LocalDate> days) {
    return days.stream().sorted().map(LocalDate::toString).collect(Collectors.joining(", "));
  }

  private void map() {
    heading("page.map");
    table(
        List.of("col.code", "col.what", "page.who", "page.deadlines"),
        map.codes().stream()
            .map(code ->
                List.of(
                    code,
                    words.say(code),
                    who(code),
                    clocks(code).stream()
                        .map(it -> words.labels().clock(it.code(), words.language()))
                        .collect(Collectors.joining("; "))))
            .toList());
  }

  private void steps(String heading, String kind) {
    heading(heading);
    map.codes().stream().filter(code -> code.startsWith(kind)).forEach(this::step);
  }

  private void step(String code) {
    line("### " + code + " " + words.say(code));
    line("");
    line("*" + words.say(code + ".what") + "*");
    line("");
    bullet("page.who", who(code));
    Set<String> steps =
        partOf(code)
            .map(it -> words.labels().step(it.code(), words.language()) + " (`" + it.code() + "`)")
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (steps.isEmpty()) {
      line("- " + words.say("page.no-step"));
    }
    bullet("page.steps", String.join("; ", steps));
    bullet("page.consent", consents(code));
    List<String> here =
        country.parameters().stream()
            .filter(it -> within(parameters.cell(it.code(), "map"), code))
            .map(it -> name(it) + ": " + value(it) + from(it.source()))
            .toList();
    list("page.here", here);
    list(
        "page.deadlines",
        clocks(code).stream()
            .map(it ->
                clock(it)
                    + ": "
                    + words.say(
                        "page.lasts", words.length(it), words.countsFrom(it), words.whenPassed(it))
                    + from(it.source()))
            .toList());
    line("");
  }

  private static boolean within(Optional<String> cell, String code) {
    return cell.filter(it -> List.of(it.split(" ")).contains(code)).isPresent();
  }

  /** The steps of all tracks that belong to a step of the map. */
  private Stream<Step> partOf(String code) {
    return country.tracks().stream()
        .flatMap(track -> Stream.concat(Stream.of(track.opening()), track.steps().stream()))
        .filter(step -> step.partOf().equals(code));
  }

  private String who(String code) {
    Stream<String> named = Stream.of(map.cell(code, "roles").orElse("").split(" "));
    Stream<String> acting =
        partOf(code)
            .flatMap(step -> step.by().stream())
            .filter(performer -> performer.party() != Party.SYSTEM)
            .map(Performer::role);
    return Stream.concat(named, acting)
        .filter(role -> !role.isEmpty())
        .distinct()
        .map(role -> words.labels().role(role, words.language()))
        .collect(Collectors.joining(", "));
  }

  private String consents(String code) {
    return partOf(code)
        .flatMap(step -> step.when().stream())
        .flatMap(Guard::parts)
        .map(Guard::reason)
        .flatMap(reason ->
            Stream.concat(
                reason.parameters().stream(),
                reason.alternatives().stream().flatMap(way -> way.parameters().stream())))
        .filter(scope -> scope.startsWith("CS-"))
        .distinct()
        .map(scope -> words.labels().code(scope, words.language()))
        .collect(Collectors.joining("; "));
  }

  private List<Clock> clocks(String code) {
    return partOf(code)
        .flatMap(step -> step.starts().stream())
        .flatMap(start -> start.what().possible())
        .distinct()
        .flatMap(clock -> country.clock(clock).stream())
        .toList();
  }

  private void diagrams(Function<Track, String> diagram) {
    heading("page.diagrams");
    for (Track track : country.tracks()) {
      line(
          "- ["
              + words.labels().track(track.code(), words.language())
              + "]("
              + diagram.apply(track)
              + ")");
    }
    line("");
  }

  private void more() {
    heading("page.more");
    List<String> more = new ArrayList<>();
    for (Track track : country.tracks()) {
      base.track(track.code())
          .ifPresent(same -> {
            for (int row = 0; row < track.steps().size(); row++) {
              more.addAll(more(track.steps().get(row), same.steps().get(row)));
            }
          });
    }
    more.stream().distinct().forEach(one -> line("- " + one));
    line(more.isEmpty() ? words.say("page.nothing") : "");
  }

  private List<String> more(Step here, Step everywhere) {
    String step = words.labels().step(here.code(), words.language()) + " (`" + here.code() + "`): ";
    Set<String> known =
        everywhere.asks().stream().map(CountryPage::key).collect(Collectors.toSet());
    Stream<String> asks =
        here.asks().stream()
            .filter(ask -> !known.contains(key(ask)))
            .map(ask ->
                words.say(
                    ask.optional()
                        ? "page.may-give"
                        : ask.input().kind() instanceof InputKind.Confirmation
                            ? "page.confirms"
                            : "page.asks",
                    forWhom(ask)));
    Stream<String> closed =
        here.when().stream()
            .filter(guard -> !everywhere.when().contains(guard))
            .map(guard ->
                words.say(
                    "page.closed", words.labels().sentence(guard.reason(), words.language())));
    return Stream.concat(asks, closed).map(text -> step + text(text)).toList();
  }

  private static String key(Ask ask) {
    return ask.name() + ask.onlyFor();
  }

  private String forWhom(Ask ask) {
    String input = words.labels().input(ask.name(), words.language());
    return ask.limit()
        .map(age -> words.say(age == AgeRule.ADULT ? "page.for-adult" : "page.for-child", input))
        .orElse(input);
  }

  private String name(Parameter parameter) {
    return words.parameter(parameter.code()) + " (`" + parameter.code() + "`)";
  }

  private String clock(Clock clock) {
    return words.labels().clock(clock.code(), words.language()) + " (`" + clock.code() + "`)";
  }

  private String value(Parameter parameter) {
    return text(parameter.rows().stream().map(this::row).collect(Collectors.joining(" / ")));
  }

  private String row(Map<String, List<String>> row) {
    return row.entrySet().stream()
        .map(part ->
            (part.getKey().equals("value") ? "" : words.say("part." + part.getKey()) + ": ")
                + words.words(part.getKey(), part.getValue()))
        .collect(Collectors.joining("; "));
  }

  private String from(Source source) {
    return " (" + words.say("col.source") + ": " + source(source) + ")";
  }

  private String source(Source source) {
    return text(source.text())
        + (source.year() == 0 ? "" : ", " + source.year())
        + (source.confirmed() ? "" : " — **" + words.say("not-confirmed") + "**");
  }

  /** A text that stands for itself: an asterisk is one, and a bar ends no cell. */
  private static String text(String text) {
    return text.replace("*", "\\*").replace("|", "\\|");
  }

  private void heading(String key) {
    line("## " + words.say(key));
    line("");
  }

  private void bullet(String what, String text) {
    if (!text.isEmpty()) {
      line("- **" + words.say(what) + "**: " + text);
    }
  }

  private void list(String what, Collection<String> items) {
    if (!items.isEmpty()) {
      line("- **" + words.say(what) + "**:");
      items.forEach(item -> line("  - " + item));
    }
  }

  private void table(List<String> head, List<List<String>> rows) {
    line(head.stream().map(words::say).collect(Collectors.joining(" | ", "| ", " |")));
    line("|" + " --- |".repeat(head.size()));
    rows.forEach(row -> line("| " + String.join(" | ", row) + " |"));
    line("");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
