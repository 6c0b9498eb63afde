package org.uputnica.offer.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.AnswerPageApi;
import org.uputnica.contract.model.AnswerByLinkDto;
import org.uputnica.contract.model.LinkAnsweredDto;
import org.uputnica.door.api.RequestSource;
import org.uputnica.offer.AnswerLinkService;
import org.uputnica.offer.LinkWords;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.Unavailable;

/**
 * Answer links in a browser. Translates, never decides: what a page shows and what a form does is
 * what {@link AnswerLinkResource} shows and does. Contract: {@code openapi/paths/answer-page.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
@PermitAll
public class AnswerPageResource implements AnswerPageApi {
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int LONGEST_QUESTION = 1_000;
  private static final int LONGEST_REASON = 20;

  private final AnswerLinkService links;
  private final Answers answers;
  private final AnswerPage page;
  private final RequestSource source;
  private final Clock clock;

  AnswerPageResource(
      AnswerLinkService links,
      Answers answers,
      AnswerPage page,
      RequestSource source,
      Clock clock) {
    this.links = links;
    this.answers = answers;
    this.page = page;
    this.source = source;
    this.clock = clock;
  }

  @Override
  public RestResponse<String> showAnswerPage(@Nullable String acceptLanguage) {
    return start(LinkWords.language(acceptLanguage));
  }

  @Override
  public RestResponse<String> readAnswerPage(
      @Nullable String secret, @Nullable String acceptLanguage, @Nullable String language) {
    String wanted = wanted(language, acceptLanguage);
    if (secret == null || secret.isBlank()) { // another language before the address was pasted
      return start(LinkWords.language(wanted));
    }
    return shown(wanted, () -> question(secret(secret), wanted, false));
  }

  @Override
  public RestResponse<String> giveAnswerOnPage(
      @Nullable String secret,
      @Nullable UUID key,
      @Nullable String answer,
      @Nullable String acceptLanguage,
      @Nullable String language,
      @Nullable String day,
      @Nullable String reason,
      @Nullable String question) {
    String wanted = wanted(language, acceptLanguage);
    return shown(
        wanted,
        () -> {
          if (key == null) {
            throw RefusedException.notFound();
          }
          String sent = secret(secret);
          try {
            return answered(key, answer(sent, answer, day, reason, question), wanted);
          } catch (RefusedException refused) {
            if (isIncomplete(refused.refusal())) {
              return question(sent, wanted, true);
            }
            throw refused;
          }
        });
  }

  private RestResponse<String> answered(UUID key, AnswerByLinkDto answer, String language) {
    LinkAnsweredDto given = answers.once(key, answer, language).getEntity();
    return page(
        200,
        page.answered(Locale.forLanguageTag(given.getLanguage()), given.getLines()),
        AnswerPage.POLICY);
  }

  private RestResponse<String> question(String secret, String language, boolean incomplete) {
    return page(
        incomplete ? 400 : 200,
        page.question(
            links.open(secret, source.address(), language),
            secret,
            Ids.random(),
            clock.instant(),
            incomplete),
        AnswerPage.POLICY);
  }

  private RestResponse<String> start(Locale language) {
    return page(200, page.start(language), AnswerPage.POLICY_WITH_SCRIPT);
  }

  /** A refusal is a page, too; only who has to wait is told why. */
  private RestResponse<String> shown(String acceptLanguage, Supplier<RestResponse<String>> work) {
    Locale language = LinkWords.language(acceptLanguage);
    try {
      return work.get();
    } catch (RefusedException refused) {
      if (refused.refusal().type() == ProblemType.TOO_MANY_REQUESTS) {
        return later(refused.refusal(), language);
      }
      return Unavailable.is(refused)
          ? away(language)
          : page(404, page.nothing(language), AnswerPage.POLICY);
    } catch (RuntimeException failed) {
      if (Unavailable.is(failed)) {
        return away(language);
      }
      throw failed;
    }
  }

  private RestResponse<String> later(Refusal refusal, Locale language) {
    RestResponse<String> answer = page(429, page.later(language), AnswerPage.POLICY);
    refusal
        .retryAfter()
        .ifPresent(
            wait -> answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    return answer;
  }

  private RestResponse<String> away(Locale language) {
    return page(503, page.later(language), AnswerPage.POLICY);
  }

  private static RestResponse<String> page(int status, String whole, String policy) {
    return RestResponse.ResponseBuilder.<String>create(status)
        .entity(whole)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Content-Security-Policy", policy)
        .header("X-Robots-Tag", "noindex")
        .build();
  }

  private static boolean isIncomplete(Refusal refusal) {
    return refusal.type() == ProblemType.MISSING_FIELD
        || refusal.type() == ProblemType.INVALID_VALUE;
  }

  /** What was chosen on the page goes before what the browser is set to. */
  private static String wanted(@Nullable String language, @Nullable String acceptLanguage) {
    return language != null && LinkWords.LANGUAGES.contains(language)
        ? language
        : acceptLanguage == null ? "" : acceptLanguage;
  }

  /** Out of what the script put there, or of the whole address that was pasted. */
  private static String secret(@Nullable String sent) {
    String last = sent == null ? "" : sent.substring(sent.lastIndexOf('#') + 1).strip();
    if (!SECRET.matcher(last).matches()) {
      throw RefusedException.notFound();
    }
    return last;
  }

  private static AnswerByLinkDto answer(
      String secret,
      @Nullable String answer,
      @Nullable String day,
      @Nullable String reason,
      @Nullable String question) {
    AnswerByLinkDto dto =
        new AnswerByLinkDto(
            secret,
            switch (answer == null ? "" : answer) {
              case "YES" -> AnswerByLinkDto.AnswerEnum.YES;
              case "NO" -> AnswerByLinkDto.AnswerEnum.NO;
              case "ASK" -> AnswerByLinkDto.AnswerEnum.ASK;
              default -> throw invalid("answer");
            });
    // of each answer its own field alone: the others would make of the same answer another one
    return switch (dto.getAnswer()) {
      case YES -> dto.day(day(day));
      case NO -> dto.reason(written("reason", reason, LONGEST_REASON));
      case ASK -> dto.question(written("question", question, LONGEST_QUESTION));
    };
  }

  private static @Nullable LocalDate day(@Nullable String day) {
    try {
      return day == null || day.isBlank() ? null : LocalDate.parse(day.strip());
    } catch (DateTimeParseException unreadable) {
      throw invalid("day");
    }
  }

  /** Line breaks as everybody else writes them; what is blank was not written. */
  private static @Nullable String written(String field, @Nullable String text, int longest) {
    String words = text == null ? "" : text.replace("\r\n", "\n").strip();
    if (words.codePointCount(0, words.length()) > longest) {
      throw invalid(field);
    }
    return words.isEmpty() ? null : words;
  }

  private static RefusedException invalid(String field) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "Use the form of the page",
        FieldProblem.at(field, "is not allowed"));
  }
}
