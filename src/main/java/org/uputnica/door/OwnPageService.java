package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.consent.Consent;
import org.uputnica.consent.ConsentService;
import org.uputnica.consent.RecallService;
import org.uputnica.consent.ReceiptService;
import org.uputnica.consent.Saying;
import org.uputnica.consent.Withdrawal;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.consent.domain.Withdraw;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.door.domain.DoorMessages;
import org.uputnica.door.domain.Wish;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.AccessLine;
import org.uputnica.registration.AccessLogService;

/**
 * What a person sees and does behind her own door. The current caller is she herself, of no
 * organisation; what the procedure makes follow from her word (a referral stops, a line comes onto
 * a work list) happens beyond her own reach, as it does for everybody.
 */
@ApplicationScoped
@Transactional
public class OwnPageService {
  private static final Duration DAY = Duration.ofDays(1);

  private final CaseService cases;
  private final ConsentService consents;
  private final ReceiptService receipts;
  private final RecallService recalls;
  private final AccessLogService log;
  private final CaseFileService files;
  private final NoticeService notices;
  private final DoorMessages messages;
  private final DoorWords words;
  private final DoorSettings settings;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  OwnPageService(
      CaseService cases,
      ConsentService consents,
      ReceiptService receipts,
      RecallService recalls,
      AccessLogService log,
      CaseFileService files,
      NoticeService notices,
      DoorMessages messages,
      DoorWords words,
      DoorSettings settings,
      TenantSettings tenant,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.consents = consents;
    this.receipts = receipts;
    this.recalls = recalls;
    this.log = log;
    this.files = files;
    this.notices = notices;
    this.messages = messages;
    this.words = words;
    this.settings = settings;
    this.tenant = tenant;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /** What she said, newest first. */
  public Said consents(@Nullable String otherwise) {
    CaseRecord own = own();
    Locale language = words.language(own.language(), otherwise);
    audit.append(AuditEvent.of("door-consents-read", own.id(), null));
    return new Said(
        language,
        receipts.sayings(own.id(), language).reversed().stream()
            .map(it -> it.endsMore() ? it.with(words.endsMore(false, language)) : it)
            .toList());
  }

  /** What was asked back from whom after she took a yes back, and what was answered. */
  public AskedBack recalls(@Nullable String otherwise) {
    CaseRecord own = own();
    Locale language = words.language(own.language(), otherwise);
    audit.append(AuditEvent.of("door-recalls-read", own.id(), null));
    return new AskedBack(language, askedBack(own.id(), _ -> true, language).reversed());
  }

  private List<OwnRecall> askedBack(CaseId id, Predicate<Recall> which, Locale language) {
    List<Recall> asked = recalls.ofPerson(id).stream().filter(which).toList();
    Map<OrganizationId, String> called =
        receipts.called(
            id, asked.stream().map(Recall::recipient).collect(Collectors.toSet()), language);
    return asked.stream()
        .map(it ->
            new OwnRecall(
                it.id(),
                it.askedAt(),
                it.answeredAt(),
                words.recall(it, Objects.requireNonNull(called.get(it.recipient())), language)))
        .toList();
  }

  /**
   * Takes a yes back, by the way every withdrawal goes.
   *
   * @param id of the withdrawal
   * @param statement the yes
   * @throws RefusedException {@code not-found} for what is no yes of hers; {@code
   *     nothing-to-withdraw} when it opens nothing any more; {@code rule-broken} for what only a
   *     guardian takes back; none of them in the words of the room that refuses
   */
  public TakenBack takeBack(ConsentId id, ConsentId statement, @Nullable String otherwise) {
    CaseRecord own = held();
    Locale language = words.language(own.language(), otherwise);
    Saying saying =
        receipts.sayings(own.id(), language).stream()
            .filter(it -> it.id().equals(statement))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    Consent yes =
        consents.list(own.id()).stream()
            .filter(it -> it.statement() instanceof Given && it.statement().id().equals(statement))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    if (!yes.inForce()) {
      throw cannotBeTakenBack(ProblemType.NOTHING_TO_WITHDRAW);
    }
    Withdraw word =
        new Withdraw(
            id,
            yes.statement().scope(),
            yes.statement().said().recipient(),
            SaidBy.PERSON,
            new Telling(null, own.language(), null, null, null, null, Ids.random(), null),
            null,
            clock.instant());
    List<String> lines = new ArrayList<>(List.of(words.takenBack(language)));
    if (saying.endsMore()) {
      lines.add(words.endsMore(true, language));
    }
    return new TakenBack(
        id,
        withdrawn(own.id(), word),
        language,
        lines,
        askedBack(own.id(), it -> id.equals(it.statement()), language));
  }

  private Instant withdrawn(CaseId id, Withdraw word) {
    List<Withdrawal> done = new ArrayList<>(1);
    try {
      tenant.beyondCaller(() -> done.add(consents.withdraw(id, word)));
    } catch (RefusedException refused) {
      throw cannotBeTakenBack(refused.refusal().type());
    }
    return done.getFirst().effectiveAt();
  }

  private static RefusedException cannotBeTakenBack(ProblemType type) {
    return new RefusedException(new DoorRefusal.CannotBeTakenBack(type));
  }

  /** What was done with what is hers, newest first. */
  public Page<AccessLine> uses(@Nullable String otherwise, @Nullable String cursor, int limit) {
    return log.read(own().id(), null, otherwise, cursor, limit);
  }

  /**
   * Passes on what she asks, to who works on her case. Her words are sealed with her file.
   *
   * @throws RefusedException {@code missing-field}; {@code already-exists}; {@code
   *     too-many-requests} after too many in a day; {@code invalid-value} for signs nobody sees
   */
  public Left leave(UUID id, Wish wish, @Nullable String otherwise) {
    wish.missing()
        .ifPresent(field -> {
          throw new RefusedException(new DoorRefusal.Missing(field));
        });
    CaseRecord own = held();
    DoorMessage.Kind kind = wish.kind();
    Optional<String> text = wish.words();
    Instant now = clock.instant();
    if (messages.since(own.id(), now.minus(DAY)) >= settings.messagesADay()) {
      throw new RefusedException(new DoorRefusal.TooMany(DAY));
    }
    messages.add(new DoorMessage(id, own.id(), own.country(), kind, now, text.isPresent()));
    tenant.beyondCaller(() -> {
      text.ifPresent(it -> files.keepNote(own.id(), id, it));
      notices.put(about(kind), own.id());
    });
    audit.append(AuditEvent.of("message-left", own.id(), id, "kind", kind.name()));
    Locale language = words.language(own.language(), otherwise);
    return new Left(id, kind, now, language, List.of(words.left(kind, language)));
  }

  private CaseRecord own() {
    Caller her = callers.current();
    CaseId id = Objects.requireNonNull(her.own(), "behind the door only");
    return cases.require(id, her);
  }

  /**
   * Her case, kept from others until the transaction ends: before her words are read, as by
   * everybody who ends something with a word of hers, and before what she wrote today is counted.
   */
  private CaseRecord held() {
    CaseId id = Objects.requireNonNull(callers.current().own(), "behind the door only");
    tenant.beyondCaller(() -> cases.hold(id));
    return own();
  }

  private static About about(DoorMessage.Kind kind) {
    return switch (kind) {
      case MESSAGE -> About.PERSON_WROTE;
      case CONTACT -> About.CONTACT_WISHED;
      case COPY -> About.COPY_WISHED;
    };
  }

  /** Her statements in sentences. */
  public record Said(Locale language, List<Saying> sayings) {}

  /** What was asked back, newest first. */
  public record AskedBack(Locale language, List<OwnRecall> recalls) {}

  /** A yes that was taken back, and from whom is asked back what was shown under it. */
  public record TakenBack(
      ConsentId id,
      Instant effectiveAt,
      Locale language,
      List<String> lines,
      List<OwnRecall> askedBack) {}

  /** A message that was passed on. */
  public record Left(
      UUID id, DoorMessage.Kind kind, Instant at, Locale language, List<String> lines) {}
}
