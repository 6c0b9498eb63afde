package org.uputnica.offer.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.offer.AnswerLinkService.Question;
import org.uputnica.offer.LinkWords;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Html;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.NeutralWords;

/** The pages of an answer link: whole in every language, small, neutral, and closed. */
class AnswerPageTest {
  private static final String SECRET = "s".repeat(43);
  private static final UUID KEY = new UUID(7, 7);
  private static final Instant NOW = Instant.parse("2026-11-28T23:30:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-30T10:00:00Z");
  private static final Pattern ID = Pattern.compile("<(input|select|textarea) id=\"([a-z]+)\"");

  private final LinkWords words = new LinkWords(new Texts(), new CodeLists());
  private final AnswerPage page = new AnswerPage(words, new CodeLists());

  static Stream<String> languages() {
    return LinkWords.LANGUAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyPageIsWholeSmallAndNeutralInEveryLanguage(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    for (String whole : all(language)) {
      assertThat(whole)
          .contains("<html lang=\"" + tag + "\" dir=\"ltr\">")
          .contains("<meta charset=\"utf-8\">")
          .contains("<meta name=\"viewport\"")
          .containsOnlyOnce("<h1>")
          .doesNotContain(
              "http", "src=", "<link", "url(", "@import", "Uputnica", "{0}", "style=\"");
      assertThat(whole.getBytes(StandardCharsets.UTF_8).length).isLessThan(20_000);
      String small = whole.toLowerCase(Locale.ROOT);
      assertThat(NeutralWords.forbidden()).noneMatch(small::contains);
      assertThat(small).doesNotContain("shelter", "skloni", "склони", "strehim", "засолни");
    }
    if (!tag.equals("en")) {
      assertThat(all(language)).doesNotContainAnyElementsOf(all(Locale.ENGLISH));
      assertThat(page.start(language)).contains("value=\"en\"").doesNotContain("Open the question");
    }
  }

  @Test
  void everyFieldHasALabelAndEveryOtherLanguageAButton() {
    String whole = question(List.of("A woman"), Locale.ENGLISH, false);
    assertThat(ID.matcher(whole).results().map(it -> it.group(2)))
        .containsExactly("day", "reason", "question")
        .allMatch(id -> whole.contains("<label for=\"" + id + "\">"));
    assertThat(page.start(Locale.ENGLISH)).contains("<label for=\"secret\">");
    assertThat(LinkWords.LANGUAGES)
        .allMatch(tag -> tag.equals("en") || whole.contains("lang=\"" + tag + "\" dir=\"ltr\""));
    assertThat(whole).contains("min-height:48px");
  }

  @Test
  void theDaysAreThoseOfTheHouse() {
    String whole = question(List.of(), Locale.ENGLISH, false);
    assertThat(whole)
        .contains("Please answer before 30.11.2026 11:00.")
        .contains("<option value=\"2026-11-29\">Today, 29.11.2026</option>")
        .contains("<option value=\"2026-11-30\">Tomorrow, 30.11.2026</option>")
        .contains("<option value=\"2026-12-13\">13.12.2026</option>")
        .doesNotContain("2026-12-14");
  }

  @Test
  void whatIsHostileStaysAText() {
    String hostile = "\"><script>alert('1')</script>&";
    String shown = Html.escape(hostile);
    String whole = question(List.of(hostile, "Call +382 00 000006\" onclick=x."), hostile);
    assertThat(whole)
        .contains("<li>" + shown + "</li>")
        .contains("<option value=\"" + shown + "\">" + shown + "</option>")
        .contains("<a href=\"tel:+38200000006\">")
        .doesNotContain("<script", "\" onclick");
    assertThat(page.answered(Locale.ENGLISH, List.of(hostile)))
        .contains("<p>" + shown + "</p>")
        .doesNotContain("<script");
  }

  @Test
  void aLanguageThatIsReadFromTheRightRunsFromTheRight() {
    Locale arabic = Locale.forLanguageTag("ar");
    for (String whole : all(arabic)) {
      assertThat(whole).contains("<html lang=\"ar\" dir=\"rtl\">");
    }
    assertThat(question(List.of("+382 00 000006"), arabic, false))
        .contains("<bdi dir=\"ltr\">+382 00 000006</bdi>");
  }

  @Test
  void whatIsMissingIsSaidAtTheTop() {
    assertThat(question(List.of(), Locale.ENGLISH, true))
        .contains("role=\"alert\">Something is missing.");
    assertThat(question(List.of(), Locale.ENGLISH, false)).doesNotContain("alert");
  }

  @Test
  void oneScriptOfOnePageMayRun() {
    assertThat(AnswerPage.POLICY)
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("script-src", "unsafe");
    assertThat(AnswerPage.POLICY_WITH_SCRIPT)
        .startsWith(AnswerPage.POLICY + "; script-src 'sha256-")
        .doesNotContain("unsafe");
    String start = page.start(Locale.ENGLISH);
    String script = between(start, "<script>", "</script>");
    assertThat(AnswerPage.POLICY_WITH_SCRIPT).contains(Html.source(script));
    assertThat(script).doesNotContain("submit", "fetch", "XMLHttpRequest");
    for (String whole : all(Locale.ENGLISH)) {
      assertThat(AnswerPage.POLICY).contains(Html.source(between(whole, "<style>", "</style>")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,en", "sr-RS,sr-Cyrl", "sr,sr-Cyrl", "sr-Latn-RS,sr-Latn", "sr-ME,cnr", "cnr-ME,cnr",
        "hr-HR,bs", "sq-XK,sq", "mk,mk", "de,en", "ÿ;,en", "sr-Latn-ME,cnr"
      })
  void aTelephoneIsAnsweredInTheLanguageOfItsCountry(String asked, String answered) {
    assertThat(LinkWords.language(asked).toLanguageTag()).isEqualTo(answered);
  }

  private List<String> all(Locale language) {
    return List.of(
        page.start(language),
        question(List.of(), language, true),
        page.answered(language, List.of()),
        page.nothing(language),
        page.later(language));
  }

  private String question(List<String> lines, Locale language, boolean incomplete) {
    return page.question(
        new Question(UNTIL, language, words.title(language), lines, "+382 00 000006", Map.of()),
        SECRET,
        KEY,
        NOW,
        incomplete);
  }

  private String question(List<String> lines, String reason) {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put(reason, reason);
    return page.question(
        new Question(UNTIL, Locale.ENGLISH, "Title", lines, "+382 00 000006\" onclick=x", reasons),
        SECRET,
        KEY,
        NOW,
        false);
  }

  private static String between(String whole, String begin, String end) {
    int from = whole.indexOf(begin) + begin.length();
    return whole.substring(from, whole.indexOf(end, from));
  }
}
