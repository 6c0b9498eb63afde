package org.uputnica.offer.api;

import static org.uputnica.platform.text.Html.escape;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.offer.AnswerLinkService.Question;
import org.uputnica.offer.LinkWords;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Html;
import org.uputnica.platform.text.Texts;

/**
 * The pages of an answer link, for whoever has it on an old telephone: forms, large letters,
 * nothing loaded from anywhere. Only the first one has a script, which takes the secret from behind
 * the {@code #} and puts it into the form; it sends nothing by itself, so that a machine that looks
 * at links opens no question. Where it does not run, the address is pasted.
 *
 * <p>Another site can have a browser send these forms. That gains it nothing: no cookie and no
 * token goes along, the secret in the form is all there is, and who knows it needs no browser.
 */
@ApplicationScoped
class AnswerPage {
  /** Where questions are asked. */
  static final String PATH = "/v1/answer";

  private static final String STYLE =
      "body{font:18px/1.5 system-ui,sans-serif;max-width:36em;margin:0 auto;padding:16px;color:#111;background:#fff}"
          + "h1{font-size:26px;line-height:1.25;margin:8px 0 16px}h2{font-size:21px;margin:0 0 8px}"
          + "ul{padding:0 24px;margin:0 0 16px}p{margin:0 0 16px}a{color:#0b4a6f;font-weight:bold}"
          + "section{border:2px solid #666;border-radius:8px;padding:16px;margin:0 0 24px}"
          + "label{display:block;margin:0 0 4px}"
          + "input,select,textarea,button{font:inherit;width:100%;min-height:48px;box-sizing:border-box;"
          + "padding:10px;margin:0 0 12px;border:2px solid #555;border-radius:8px;color:#111;background:#fff}"
          + "button{color:#fff;background:#0b4a6f;border-color:#0b4a6f;font-weight:bold}"
          + ".language{padding-top:16px}.language button{width:auto;margin:0 4px 8px;color:#0b4a6f;background:#fff}"
          + ".notice{border:3px solid #a00000;border-radius:8px;padding:12px}"
          + ":focus{outline:3px solid #b35900;outline-offset:2px}";

  /** In the words of browsers of long ago. */
  private static final String SCRIPT =
      "(function(){var s=location.hash.substring(1),f=document.getElementById('ask'),"
          + "p=document.getElementById('paste');"
          + "if(/^[A-Za-z0-9_-]{43}$/.test(s)){f.secret.value=s;p.style.display='none'}})()";

  /** Value of {@code Content-Security-Policy} for all pages but the first. */
  static final String POLICY =
      "default-src 'none'; style-src "
          + Html.source(STYLE)
          + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** Value of {@code Content-Security-Policy} for the first page. */
  static final String POLICY_WITH_SCRIPT = POLICY + "; script-src " + Html.source(SCRIPT);

  /** All six countries of the mechanism keep Central European Time. */
  private static final ZoneId THERE = ZoneId.of("Europe/Belgrade");

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final int DAYS = 15;
  private static final int LONGEST = 1_000;

  private final LinkWords words;
  private final CodeLists codeLists;

  AnswerPage(LinkWords words, CodeLists codeLists) {
    this.words = words;
    this.codeLists = codeLists;
  }

  /** Where a link leads to: knows nothing, and asks for the secret. */
  String start(Locale language) {
    Markup page = new Markup(language, words.title(language));
    page.add("<form id=\"ask\" method=\"post\" action=\"" + PATH + "\">\n<div id=\"paste\">")
        .add(label("secret", say("paste", language)))
        .add("<input id=\"secret\" name=\"secret\" required maxlength=\"400\" autocomplete=\"off\"")
        .add(" autocapitalize=\"off\" spellcheck=\"false\"></div>\n")
        .add("<button name=\"language\" value=\"" + language.toLanguageTag() + "\">")
        .add(escape(say("start", language)) + "</button>\n")
        .add(languages(language))
        .add("</form>\n<script>" + SCRIPT + "</script>\n");
    return page.whole();
  }

  /**
   * What is asked, with the three answers.
   *
   * @param key under which an answer with this page is kept
   * @param incomplete whether an answer was sent in which something was missing
   */
  String question(Question question, String secret, UUID key, Instant now, boolean incomplete) {
    Locale language = question.language();
    Markup page = new Markup(language, question.title());
    if (incomplete) {
      page.add("<p class=\"notice\" role=\"alert\">" + escape(say("incomplete", language)))
          .add("</p>\n");
    }
    page.add("<ul>\n");
    question
        .lines()
        .forEach(line -> page.add("<li>" + callable(line, question.phone()) + "</li>\n"));
    String until = MOMENT.format(LocalDateTime.ofInstant(question.until(), THERE));
    page.add("</ul>\n<p><strong>" + escape(words.page("until", language, until)))
        .add("</strong></p>\n");
    Form form = new Form(secret, key, language);
    page.add(form.begin("YES", say("yes", language)))
        .add(label("day", say("day", language)))
        .add("<select id=\"day\" name=\"day\" required>")
        .add(option("", say("choose", language)))
        .add(days(LocalDate.ofInstant(now, THERE), language))
        .add("</select>\n")
        .add(form.end(say("send-yes", language)));
    page.add(form.begin("NO", say("no", language)))
        .add(label("reason", say("reason", language)))
        .add("<select id=\"reason\" name=\"reason\" required>")
        .add(option("", say("choose", language)));
    question.reasons().forEach((code, reason) -> page.add(option(code, reason)));
    page.add("</select>\n").add(form.end(say("send-no", language)));
    page.add(form.begin("ASK", say("ask", language)))
        .add(label("question", say("question", language)))
        .add("<textarea id=\"question\" name=\"question\" rows=\"4\" required maxlength=\"")
        .add(LONGEST + "\" autocomplete=\"off\"></textarea>\n")
        .add(form.end(say("send-ask", language)));
    page.add("<form method=\"post\" action=\"" + PATH + "\">\n" + hidden("secret", secret))
        .add(languages(language) + "</form>\n");
    return page.whole();
  }

  /** After an answer: what happens next, and nothing of what was asked. */
  String answered(Locale language, List<String> lines) {
    Markup page = new Markup(language, say("sent", language));
    lines.forEach(line -> page.add("<p>" + escape(line) + "</p>\n"));
    return page.whole();
  }

  /** For everything that leads to nothing, whatever the reason. */
  String nothing(Locale language) {
    return plain("over", language);
  }

  /** For who has to wait. */
  String later(Locale language) {
    return plain("later", language);
  }

  private String plain(String key, Locale language) {
    return new Markup(language, say(key + ".title", language))
        .add("<p>" + escape(say(key, language)) + "</p>\n")
        .whole();
  }

  private String say(String key, Locale language) {
    return words.page(key, language);
  }

  private String days(LocalDate today, Locale language) {
    StringBuilder options = new StringBuilder();
    for (int i = 0; i < DAYS; i++) {
      LocalDate day = today.plusDays(i);
      String written = DAY.format(day);
      String shown =
          switch (i) {
            case 0 -> say("today", language) + ", " + written;
            case 1 -> say("tomorrow", language) + ", " + written;
            default -> written;
          };
      options.append(option(day.toString(), shown));
    }
    return options.toString();
  }

  /** A button for each other language: it asks again in that one. */
  private String languages(Locale now) {
    StringBuilder buttons = new StringBuilder(1_000);
    buttons
        .append("<div class=\"language\" role=\"group\" aria-label=\"")
        .append(escape(say("language", now)))
        .append("\">\n");
    LinkWords.LANGUAGES.stream()
        .filter(tag -> !tag.equals(now.toLanguageTag()))
        .forEach(tag ->
            buttons
                .append("<button name=\"language\" formnovalidate lang=\"" + tag)
                .append("\" dir=\"" + direction(Locale.forLanguageTag(tag)) + "\" value=\"")
                .append(tag + "\">")
                .append(escape(codeLists.get("languages").cell(tag, "native_name").orElse(tag)))
                .append("</button>\n"));
    return buttons.append("</div>\n").toString();
  }

  /** The number of the office can be called by touching it. */
  private static String callable(String line, @Nullable String phone) {
    if (phone == null) {
      return escape(line);
    }
    String number = escape(phone);
    String dialled = phone.replaceAll("[^0-9+]", "");
    return escape(line)
        .replace(
            number, "<a href=\"tel:" + dialled + "\"><bdi dir=\"ltr\">" + number + "</bdi></a>");
  }

  private static String label(String field, String text) {
    return "<label for=\"" + field + "\">" + escape(text) + "</label>\n";
  }

  private static String option(String value, String text) {
    return "<option value=\"" + escape(value) + "\">" + escape(text) + "</option>\n";
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">\n";
  }

  private static String direction(Locale language) {
    return Texts.isRightToLeft(language) ? "rtl" : "ltr";
  }

  /** One of the answers, with what goes along. */
  private record Form(String secret, UUID key, Locale language) {
    String begin(String answer, String title) {
      return "<section>\n<h2>"
          + escape(title)
          + "</h2>\n<form method=\"post\" action=\""
          + PATH
          + "/given\">\n"
          + hidden("secret", secret)
          + hidden("key", key.toString())
          + hidden("answer", answer)
          + hidden("language", language.toLanguageTag());
    }

    String end(String button) {
      return "<button>" + escape(button) + "</button>\n</form>\n</section>\n";
    }
  }

  /** A page being written. */
  private static final class Markup {
    private final StringBuilder page = new StringBuilder(8_000);

    Markup(Locale language, String title) {
      add("<!doctype html>\n<html lang=\"" + escape(language.toLanguageTag()) + "\" dir=\"")
          .add(direction(language) + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
          .add(escape(title) + "</title>\n")
          .add("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
          .add("<meta name=\"format-detection\" content=\"telephone=no\">\n<style>" + STYLE)
          .add("</style>\n</head>\n<body>\n<main>\n<h1>" + escape(title) + "</h1>\n");
    }

    Markup add(String markup) {
      page.append(markup);
      return this;
    }

    String whole() {
      return page.append("</main>\n</body>\n</html>\n").toString();
    }
  }
}
