package org.uputnica.offer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.mechanism.AlarmService;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.offer.domain.AnswerLink;
import org.uputnica.offer.domain.AnswerLinks;
import org.uputnica.offer.domain.AnswerLinks.Behind;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.keys.SearchKeyId;
import org.uputnica.platform.keys.SearchKeys;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.ReferralNoteService;
import org.uputnica.referral.ReferralService;
import org.uputnica.referral.ReferralView;
import org.uputnica.referral.domain.AnsweredBy;
import org.uputnica.referral.domain.Referral;

/**
 * How a house without accounts answers: who asked makes a link, and whoever has it can answer once.
 * It shows needs and nothing else. A yes through it is a yes under the condition that it is
 * confirmed on the telephone: no identity opens by it. A secret of 256 bits is not guessed, and its
 * hash needs not be slow; what leads nowhere is counted apart, so that nobody closes the links of
 * others by guessing. How often one link is opened is counted too, since each time is a line of the
 * journal; an answer through it is taken all the same.
 */
@ApplicationScoped
public class AnswerLinkService {
  private static final int SECRET_BYTES = 32;
  private static final int WHOLE = 63;
  private static final Set<String> UNANSWERED = Set.of("RF-SENT", "RF-ACK");
  private static final StepCode CONDITIONAL_YES = new StepCode("T025");
  private static final StepCode QUESTION = new StepCode("T023");
  private static final ClockCode QUESTION_ANSWERED = new ClockCode("DL-ASK");

  private final SecureRandom random = new SecureRandom();
  private final AnswerLinks links;
  private final ReferralService referrals;
  private final TrackService tracks;
  private final AlarmService alarms;
  private final NoticeService notices;
  private final ReferralNoteService notes;
  private final DirectoryService directory;
  private final LinkWords words;
  private final LinkSettings settings;
  private final SearchKeys keys;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;

  AnswerLinkService(
      AnswerLinks links,
      ReferralService referrals,
      TrackService tracks,
      AlarmService alarms,
      NoticeService notices,
      ReferralNoteService notes,
      DirectoryService directory,
      LinkWords words,
      LinkSettings settings,
      SearchKeys keys,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.links = links;
    this.referrals = referrals;
    this.tracks = tracks;
    this.alarms = alarms;
    this.notices = notices;
    this.notes = notes;
    this.directory = directory;
    this.words = words;
    this.settings = settings;
    this.keys = keys;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes a link in place of the one before; whether a house has accounts, who asks knows.
   *
   * @throws RefusedException {@code not-found} for who is not on the side that asks; {@code
   *     step-not-open} unless the request was sent and waits for a first answer, or once silence
   *     has ended that; {@code already-exists}
   */
  @Transactional
  public Fresh make(TrackId id, UUID link, Caller caller) {
    if (!referrals.get(id, caller).referral().isSender(caller)) {
      throw RefusedException.notFound();
    }
    tracks.hold(id);
    ReferralView view = referrals.get(id, caller);
    Referral referral = view.referral();
    if (!UNANSWERED.contains(view.track().snapshot().state().value())) {
      throw new RefusedException(new LinkRefusal.NothingToAnswer());
    }
    byte[] bits = new byte[SECRET_BYTES];
    random.nextBytes(bits);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Instant now = clock.instant();
    Instant until = until(view, now);
    if (!until.isAfter(now)) {
      throw new RefusedException(new LinkRefusal.NothingToAnswer());
    }
    AnswerLink made =
        new AnswerLink(
            link,
            id,
            referral.caseId(),
            referral.country(),
            referral.sender(),
            referral.receiver(),
            caller.user(),
            now,
            until);
    if (!links.add(made, hash(secret))) {
      throw new RefusedException(new LinkRefusal.IdInUse());
    }
    audit.append(
        AuditEvent.of(
            "answer-link-made",
            referral.caseId(),
            id,
            "link",
            link.toString(),
            "to",
            referral.receiver().toString()));
    return new Fresh(made, secret);
  }

  /**
   * Not longer than the house has to answer; once that has passed, not longer than it still can.
   */
  private Instant until(ReferralView view, Instant now) {
    Instant longest = now.plus(settings.lasts());
    Instant answerBy = view.answerBy();
    Instant end =
        answerBy != null && answerBy.isAfter(now)
            ? answerBy
            : alarms.answerableUntil(view.track()).orElse(answerBy == null ? longest : now);
    return end.isBefore(longest) ? end : longest;
  }

  /**
   * What is asked.
   *
   * @param source where the request comes from
   * @throws RefusedException {@code too-many-requests} when too much was guessed, or this link was
   *     opened too often; {@code not-found} for a secret nobody has and for a link that is over,
   *     answered or replaced, alike
   */
  public Question open(String secret, String source, @Nullable String acceptLanguage) {
    Behind link = behind(secret, source, false);
    if (link.looks() > settings.looks()) {
      throw new RefusedException(new LinkRefusal.TooMany(settings.window()));
    }
    Caller house = house(link);
    Locale language = LinkWords.language(acceptLanguage);
    return Callers.as(
        house,
        () ->
            apart(() -> {
              ReferralView view = referrals.get(link.referral(), house);
              audit.append(
                  AuditEvent.of(
                      "answer-link-opened",
                      view.referral().caseId(),
                      link.referral(),
                      "link",
                      link.id().toString()));
              String phone =
                  directory
                      .organization(view.referral().sender())
                      .map(Organization::phone)
                      .orElse(null);
              return new Question(
                  link.until(),
                  language,
                  words.title(language),
                  words.question(view.needs(), phone, language),
                  phone,
                  words.reasons(language));
            }));
  }

  /**
   * Does something as the house whose link it is; who repeats an answer because it was lost on the
   * way is still known.
   *
   * @throws RefusedException as for {@link #open}
   */
  public <T> T answering(String secret, String source, Function<Behind, T> work) {
    Behind link = behind(secret, source, true);
    return Callers.as(house(link), () -> work.apply(link));
  }

  /**
   * Answers, in the running transaction, and uses the link up.
   *
   * @throws RefusedException {@code not-found} when it is used up, whatever the answer; {@code
   *     missing-field}; {@code invalid-value}
   */
  @Transactional
  public Answered answer(Behind link, ByLink answer, @Nullable String acceptLanguage) {
    Caller house = house(link);
    String state = tracks.hold(link.referral()).run(link.referral()).snapshot().state().value();
    Instant now = clock.instant();
    if (!UNANSWERED.contains(state) || !links.use(link.id(), now)) {
      throw RefusedException.notFound();
    }
    requireWhole(answer);
    if (state.equals("RF-SENT")) {
      take(link, "T022", Map.of(), house);
    }
    Referral referral =
        switch (answer.kind()) {
          case YES -> {
            Referral yes =
                take(
                    link,
                    CONDITIONAL_YES.value(),
                    Map.of(
                        "condition",
                        "CONFIRMED_BY_TELEPHONE",
                        "reception-date",
                        Objects.requireNonNull(answer.day()).toString()),
                    house);
            tenant.beyondCaller(
                () -> notices.put(About.ANSWERED_BY_LINK, link.referral(), CONDITIONAL_YES));
            yield yes;
          }
          case NO ->
              take(
                  link,
                  "T026",
                  Map.of(
                      "decline-reason",
                      Objects.requireNonNull(answer.reason()),
                      "no-alternative-known",
                      "true"),
                  house);
          case ASK -> {
            Referral asks =
                take(
                    link,
                    QUESTION.value(),
                    Map.of("question", kept(link, answer).toString()),
                    house);
            tenant.beyondCaller(() ->
                notices.put(About.ASKED_BY_LINK, link.referral(), QUESTION, QUESTION_ANSWERED));
            yield asks;
          }
        };
    audit.append(
        AuditEvent.of(
            "answered-by-link",
            referral.caseId(),
            link.referral(),
            "link",
            link.id().toString(),
            "answer",
            answer.kind().name()));
    Locale language = LinkWords.language(acceptLanguage);
    return new Answered(now, language, words.thanks(answer.kind(), language));
  }

  private Referral take(Behind link, String step, Map<String, String> inputs, Caller house) {
    return referrals.take(TakeStep.following(link.referral(), step, inputs), house).referral();
  }

  /** For the side that asked to read. */
  private UUID kept(Behind link, ByLink answer) {
    UUID note = Ids.random();
    notes.keep(link.referral(), note, Objects.requireNonNull(answer.question()), house(link));
    return note;
  }

  private static void requireWhole(ByLink answer) {
    Optional<String> missing =
        switch (answer.kind()) {
          case YES -> answer.day() == null ? Optional.of("day") : Optional.empty();
          case NO -> answer.reason() == null ? Optional.of("reason") : Optional.empty();
          case ASK -> answer.question() == null ? Optional.of("question") : Optional.empty();
        };
    missing.ifPresent(field -> {
      throw new RefusedException(new LinkRefusal.Missing(field));
    });
    if (answer.kind() == ByLink.Kind.NO
        && !LinkWords.isReason(Objects.requireNonNull(answer.reason()))) {
      throw new RefusedException(new LinkRefusal.NoReason(LinkWords.reasonCodes()));
    }
  }

  private Behind behind(String secret, String source, boolean answered) {
    UUID guess = Ids.random();
    long from = keys.make(SearchKeyId.OF_THE_DOOR).token("answer-link.source", source, WHOLE);
    Instant now = clock.instant();
    return Callers.as(
        Caller.AT_THE_DOOR,
        () -> {
          AnswerLinks.Limit limit =
              new AnswerLinks.Limit(settings.window(), settings.ofSource(), settings.ofAll());
          Optional<Behind> found =
              apart(() -> links.behind(hash(secret), now, now.minus(settings.window()), answered));
          if (found.isEmpty() && !apart(() -> links.guess(guess, from, now, limit))) {
            throw new RefusedException(new LinkRefusal.TooMany(settings.window()));
          }
          return found.orElseThrow(RefusedException::notFound);
        });
  }

  /** Whoever has the link, at this house's desk for this one request. */
  private static Caller house(Behind link) {
    return new Caller(
        AnsweredBy.link(link.id()),
        link.receiver(),
        link.country(),
        Set.of(Roles.SHELTER),
        Reach.ORGANIZATION,
        null);
  }

  private static <T> T apart(Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** A link on its way into the one answer that shows its secret. */
  public record Fresh(AnswerLink link, String secret) {
    @Override
    public String toString() {
      return "Fresh[redacted]";
    }
  }

  /**
   * What whoever has a link reads.
   *
   * @param lines short neutral sentences
   * @param reasons for a no, by code
   */
  public record Question(
      Instant until,
      Locale language,
      String title,
      List<String> lines,
      @Nullable String phone,
      Map<String, String> reasons) {}

  /** An answer that was passed on. */
  public record Answered(Instant at, Locale language, List<String> lines) {}
}
