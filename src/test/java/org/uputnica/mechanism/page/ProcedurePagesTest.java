package org.uputnica.mechanism.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.NeutralWords;
import org.xml.sax.InputSource;

/** Pages and diagrams say everything the procedure says, in every language, in neutral words. */
class ProcedurePagesTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

  private final MechanismLabels labels = new MechanismLabels(new Texts());
  private final ProcedurePages pages = new ProcedurePages(new Texts(), labels, new CodeLists());

  static List<String> languages() {
    return Texts.STAFF;
  }

  private static Properties read(String language) throws IOException {
    String suffix = language.equals("en") ? "" : "_" + language.replace('-', '_');
    Properties texts = new Properties();
    texts.load(
        new StringReader(
            Files.readString(
                Path.of("src/main/resources/messages/procedure" + suffix + ".properties"))));
    return texts;
  }

  /** What files and code lists can make a page say. */
  private static Set<String> wanted() {
    Set<String> keys = new TreeSet<>();
    CodeLists lists = new CodeLists();
    lists
        .get("steps")
        .codes()
        .forEach(code -> {
          keys.add(code);
          keys.add(code + ".what");
        });
    CodeList parameters = lists.get("country-parameters");
    for (String code : parameters.codes()) {
      keys.add(code);
      for (String part : parameters.cell(code, "parts").orElseThrow().split(" ")) {
        if (part.contains(":")) {
          String kind = part.substring(part.indexOf(':') + 1);
          keys.add("part." + part.substring(0, part.indexOf(':')).replace("?", ""));
          Stream<String> words =
              Set.of("consent-methods", "triage-categories").contains(kind)
                  ? lists.get(kind).codes().stream()
                  : Stream.of(kind.split("\\|"))
                      .filter(_ -> kind.contains("|") || kind.matches("[A-Z]+"));
          words.forEach(word -> keys.add("word." + word));
        }
      }
    }
    keys.remove("part.value");
    lists.get("deadlines").codes().forEach(code -> keys.add("starts." + code));
    Arrays.stream(Clock.WhenPassed.values()).forEach(one -> keys.add("passed." + one.word()));
    Arrays.stream(State.Kind.values()).forEach(kind -> keys.add("kind." + kind.name()));
    Procedures.COUNTRIES.keySet().forEach(code -> keys.add("country." + code));
    return keys;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasEveryWordAndNoOther(String language) throws IOException {
    Properties english = read("en");
    Properties texts = read(language);
    assertThat(texts.stringPropertyNames())
        .containsAll(wanted())
        .isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(texts.getProperty(key)).as(key).isNotBlank();
      assertThat(arguments(texts.getProperty(key)))
          .as(key)
          .isEqualTo(arguments(english.getProperty(key)));
    }
  }

  private static List<String> arguments(String text) {
    return ARGUMENT.matcher(text).results().map(it -> it.group()).sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aPageNamesEveryStepOfTheMapAndEveryValueWithItsSource(String language) {
    for (Mechanism country : Procedures.COUNTRIES.values()) {
      String page = page(country, language);
      new CodeLists()
          .get("steps")
          .codes()
          .forEach(code -> assertThat(page).contains("### " + code));
      for (Parameter parameter : country.parameters()) {
        assertThat(page).contains("(`" + parameter.code() + "`)");
        assertThat(page).contains(parameter.source().text().replace("*", "\\*"));
      }
      country.tracks().forEach(track -> assertThat(page).contains("](" + track.code() + ")"));
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noPageAndNoDiagramSaysAForbiddenWord(String language) {
    for (Mechanism country : Procedures.COUNTRIES.values()) {
      String all =
          page(country, language)
              + String.join("", country.tracks().stream().map(it -> draw(it, language)).toList());
      String words = all.toLowerCase(Locale.ROOT);
      assertThat(NeutralWords.forbidden()).as(country.country()).noneMatch(words::contains);
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void kosovoIsNeverNamedWithoutTheFootnote(String language) {
    Locale locale = Locale.forLanguageTag(language);
    Mechanism kosovo = Procedures.of("XK");
    assertThat(pages.name(kosovo, locale)).endsWith("*");
    assertThat(pages.footnote(kosovo, locale))
        .hasValueSatisfying(it -> assertThat(it).contains("1244"));
    assertThat(page(kosovo, language).lines().limit(3)).anyMatch(it -> it.contains("1244"));
    assertThat(pages.footnote(Procedures.of("ME"), locale)).isEmpty();
  }

  @Test
  void whatIsNotConfirmedStandsAtTheTop() {
    String page = page(Procedures.of("XK"), "en");
    int unknown = page.indexOf("Nobody has looked yet");
    int map = page.indexOf("## The map");
    assertThat(page.indexOf("Duty to report (`P-REPORT`)")).isBetween(unknown, map);
    assertThat(page.indexOf("Leaving a shelter (`P-SHELTER-LEAVE`)")).isBetween(unknown, map);
    assertThat(page).contains("Values not confirmed: 30 of 30.");
  }

  @Test
  void whatACountryAsksBeyondTheBaseIsSaid() {
    assertThat(page(Procedures.of("AL"), "en"))
        .contains("(`T005`): must be confirmed: for an adult: the person asks for it");
    assertThat(page(Procedures.of("BA"), "en"))
        .contains("(`T005`): asks: rules that apply to this person");
    assertThat(page(Procedures.of("RS"), "en"))
        .containsOnlyOnce("(`T031`): must be confirmed: for an adult: as far as is known");
    assertThat(page(Procedures.of("XK"), "en"))
        .contains("(`T059`): may be given: why leaving needs approval");
  }

  @Test
  void whatADeadlineCountsIsSaid() {
    assertThat(page(Procedures.of("RS"), "en"))
        .contains("**Time zone**: Europe/Belgrade")
        .contains("**Working days**: Monday to Friday")
        .contains("runs on through them")
        .contains("(`DL-RG`) | 5 working days |");
  }

  @Test
  void daysThatTheCalendarDoesNotKnowAreNamed(@TempDir Path directory) throws IOException {
    Path countries = Files.createDirectories(directory.resolve("countries"));
    Files.writeString(
        countries.resolve("bg.yaml"),
        Files.readString(Path.of("docs/mechanisms/examples/countries/bg.yaml"))
            + """

            days:
              zone: Europe/Sofia
              stops-on-holidays: yes
              off: ["2026-12-30", "2026-12-28"]
              worked: ["2026-12-12"]
              source: { text: invented, confirmed: no }
            """);
    Mechanism bulgaria =
        Objects.requireNonNull(MechanismLoader.ofDirectory(directory).countries().get("BG"));
    assertThat(page(bulgaria, "en"))
        .contains("**Also days off**: 2026-12-28, 2026-12-30")
        .contains("**Worked all the same**: 2026-12-12")
        .contains("stands still on them")
        .contains("**source**: invented — **not confirmed**");
  }

  @Test
  void anOperatorsCountryReadsAsItsFileHasIt(@TempDir Path directory) throws IOException {
    Path countries = Files.createDirectories(directory.resolve("countries"));
    Files.writeString(
        countries.resolve("hr.yaml"),
        Files.readString(Path.of("docs/mechanisms/examples/countries/bg.yaml"))
            .replace("country: BG", "country: HR")
            .replace("name: Bulgaria", "name: Croatia"));
    Mechanism croatia =
        Objects.requireNonNull(MechanismLoader.ofDirectory(directory).countries().get("HR"));
    assertThat(page(croatia, "sq")).startsWith("# Croatia\n").contains("child protection agency");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aDiagramIsWellFormedAndHasEveryStateAndStep(String language) throws Exception {
    for (Track track : Procedures.BASE.tracks()) {
      String picture = draw(track, language);
      var parsed =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(picture)));
      assertThat(parsed.getElementsByTagName("title").getLength()).isEqualTo(1);
      assertThat(parsed.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
      assertThat(picture).contains("xml:lang=\"" + language + "\"");
      track.states().forEach(state -> assertThat(picture).contains(">" + state.code() + "<"));
      track.steps().forEach(step -> assertThat(picture).contains(step.code() + "<"));
      assertThat(draw(track, language)).isEqualTo(picture);
    }
  }

  @Test
  void aDiagramIsMirroredForALanguageWrittenFromTheRight() {
    Track track = Procedures.BASE.tracks().getFirst();
    String picture = draw(track, "ar");
    assertThat(picture).contains("direction=\"rtl\"");
    long width = number(picture, "width=\"(\\d+)\"");
    String state = track.states().getFirst().code().value();
    assertThat(x(picture, state)).isEqualTo(width - x(draw(track, "en"), state));
  }

  private static long x(String picture, String text) {
    return number(picture, "<text x=\"(\\d+)\"[^>]*>" + Pattern.quote(text) + "<");
  }

  private static long number(String picture, String pattern) {
    var found = Pattern.compile(pattern).matcher(picture);
    assertThat(found.find()).isTrue();
    return Long.parseLong(found.group(1));
  }

  private String page(Mechanism country, String language) {
    return pages.page(
        country, Procedures.BASE, Locale.forLanguageTag(language), track -> track.code().value());
  }

  private String draw(Track track, String language) {
    return pages.diagram(track, Locale.forLanguageTag(language));
  }
}
