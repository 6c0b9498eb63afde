package org.uputnica.crossborder;

import static org.uputnica.crossborder.domain.RecallState.ERASED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.Relation;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Message;
import org.uputnica.crossborder.message.Message.ForeignConsent;
import org.uputnica.crossborder.message.MessageSeal;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;

/**
 * Writes messages to the other country, sealed and queued in the transaction of the step they tell
 * of.
 */
@ApplicationScoped
class Letters {
  /**
   * What is no step of a request and is told as one: a copy that does not know it keeps her words
   * and puts it before those who can ask the other country.
   */
  static final String SAID = "SAID";

  /** As {@link #SAID}: what was sent is asked back, item by item. */
  static final String ASKED_BACK = "ASKED-BACK";

  /** As {@link #SAID}: the contact point has answered to {@link #ASKED_BACK}. */
  static final String ANSWERED = "ANSWERED";

  /** Inputs of {@link #ASKED_BACK}: categories, and the id of the word that ended the yes. */
  static final String ITEMS = "items";

  static final String WORD = "statement";

  /**
   * Input of {@link #ANSWERED}: number of the last message that had been received; what is asked
   * later is not answered by it. A copy that does not know it answers everything.
   */
  static final String HEARD = "heard";

  private static final Duration VALID = Duration.ofDays(14);

  private final CaseFileService caseFiles;
  private final DisclosureGate gate;
  private final ForeignConsents consents;
  private final MessageSeal seal;
  private final Outbox outbox;
  private final Event<LetterQueued> queued;
  private final AuditTrail audit;
  private final Clock clock;

  Letters(
      CaseFileService caseFiles,
      DisclosureGate gate,
      ForeignConsents consents,
      MessageSeal seal,
      Outbox outbox,
      Event<LetterQueued> queued,
      AuditTrail audit,
      Clock clock) {
    this.caseFiles = caseFiles;
    this.gate = gate;
    this.consents = consents;
    this.seal = seal;
    this.outbox = outbox;
    this.queued = queued;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Tells the other side of a step taken here; a draft that never left, or a repeated sending,
   * needs no message.
   */
  void tell(Request request, Taken taken, TakeStep wish, Actor actor) {
    String step = wish.step().value();
    boolean sending = step.equals("T036");
    if (sending == outbox.hasBegun(request) && request.side() == Side.SENT) {
      return;
    }
    send(
        request,
        Message.Kind.STEP,
        step,
        performer(taken, actor),
        wish.inputs(),
        sending ? opening(request, taken) : null);
    if (request.side() == Side.RECEIVED && request.recall() == ERASED) {
      tellErased(request);
    }
  }

  void tellSigned(Request request, TakeStep wish) {
    send(request, Message.Kind.SIGNED, wish.step().value(), null, Map.of(), null);
  }

  /** Tells the age of who may be a child; where nothing has left yet, the first letter will. */
  void tellChild(Request request, Map<String, String> age) {
    if (outbox.hasBegun(request)) {
      send(request, Message.Kind.CHILD, null, null, age, null);
    }
  }

  /** Tells what she said since; where nothing has left yet, the first letter will. */
  void tellSaid(Request request) {
    tellOnTheSide(request, SAID, Map.of(), said(request));
  }

  /**
   * Asks back what had left, and says by which of her words; where nothing has left, there is
   * nothing to ask for. Asking again says the same.
   */
  void askBack(Request request, Recall recall) {
    Map<String, String> inputs = new TreeMap<>();
    inputs.put(ITEMS, String.join(",", names(recall.items())));
    ConsentId word = recall.statement();
    if (word != null) {
      inputs.put(WORD, word.toString());
    }
    tellOnTheSide(request, ASKED_BACK, inputs, consents.toSend(request.caseId(), word));
  }

  private void tellOnTheSide(
      Request request, String word, Map<String, String> inputs, List<ForeignConsent> said) {
    if (outbox.hasBegun(request)) {
      send(request, Message.Kind.STEP, word, "R-XB@contact", inputs, said, null);
    }
  }

  /** Answers who asked back what it had sent, and says what it had heard by then. */
  void tellAnswered(Request request, Map<String, String> answer) {
    Map<String, String> inputs = new TreeMap<>(answer);
    inputs.put(
        HEARD, Long.toString(outbox.lastReceived(request.conversation(), request.country())));
    send(request, Message.Kind.STEP, ANSWERED, "R-XB@abroad", inputs, null);
  }

  void tellErased(Request request) {
    send(request, Message.Kind.ERASED, null, null, Map.of(), null);
  }

  /** Answers who asks back what never arrived here. */
  void tellNothingIsHere(Message asked) {
    Instant now = clock.instant();
    queue(
        new Message(
            Ids.random(),
            asked.conversation(),
            outbox.nextSequence(asked.conversation(), new CountryCode(asked.receiver())),
            asked.receiver(),
            asked.sender(),
            now,
            now.plus(VALID),
            Message.Kind.ERASED,
            null,
            null,
            Map.of(),
            null,
            List.of(),
            null),
        null,
        asked.conversation());
  }

  /** The receipt: the request has arrived and is in this side's own record. */
  void tellReceived(Request request) {
    send(request, Message.Kind.STEP, "M036", "R-XB@abroad", Map.of(), null);
  }

  private void send(
      Request request,
      Message.Kind kind,
      @Nullable String step,
      @Nullable String by,
      Map<String, String> inputs,
      Message.@Nullable Opening opening) {
    send(request, kind, step, by, inputs, said(request), opening);
  }

  /** What she said goes with every message of the side that asks. */
  private List<ForeignConsent> said(Request request) {
    return request.side() == Side.SENT ? consents.toSend(request.caseId(), null) : List.of();
  }

  private void send(
      Request request,
      Message.Kind kind,
      @Nullable String step,
      @Nullable String by,
      Map<String, String> inputs,
      List<ForeignConsent> said,
      Message.@Nullable Opening opening) {
    Instant now = clock.instant();
    queue(
        new Message(
            Ids.random(),
            request.conversation(),
            outbox.nextSequence(request.conversation(), request.country()),
            request.country().value(),
            request.otherCountry().value(),
            now,
            now.plus(VALID),
            kind,
            step,
            by,
            inputs,
            request.codeWord(),
            said,
            opening),
        request.caseId(),
        request.id().value());
  }

  private void queue(Message message, @Nullable CaseId caseId, UUID subject) {
    outbox.add(
        new Outbox.Queued(
            message.id(),
            message.conversation(),
            message.sequence(),
            new CountryCode(message.sender()),
            new CountryCode(message.receiver()),
            message.expires(),
            0,
            seal.seal(message)));
    queued.fire(new LetterQueued(message.id()));
    audit.append(
        AuditEvent.of(
            "message-queued",
            caseId,
            subject,
            "message",
            message.id().toString(),
            "kind",
            message.kind().name(),
            "to",
            message.receiver()));
  }

  /**
   * Identity leaves only through the gate, and only the items agreed to for the contact point over
   * there. Of who is kept shut nothing leaves, identity or not.
   */
  private Message.Opening opening(Request request, Taken taken) {
    CaseRecord record = taken.record();
    IdentityItems items = IdentityItems.none();
    if (request.items().isEmpty()) {
      caseFiles.requireFile(record.id());
    } else {
      OrganizationId abroad = taken.track().parties().get(Party.ABROAD);
      if (abroad == null) {
        throw new IllegalStateException("a request has a contact point abroad");
      }
      items =
          caseFiles.export(
              gate.open(
                  Disclosure.of(
                      record.id(),
                      ConsentScope.CROSS_BORDER,
                      abroad,
                      request.items(),
                      record.isChild()),
                  Relation.SENDS_ABROAD));
    }
    Map<String, String> identity = new TreeMap<>();
    items.texts().forEach((field, text) -> identity.put(field.name(), text));
    return new Message.Opening(
        request.pseudonym(),
        request.purpose().name(),
        names(request.items()),
        names(request.conditions()),
        record.ageState().name(),
        record.age(),
        record.gender(),
        record.placementSex(),
        record.language(),
        record.interpreterNeeded().name(),
        Map.of(
            "medical", record.urgentNeeds().medical().name(),
            "safety", record.urgentNeeds().safety().name(),
            "pregnancy", record.urgentNeeds().pregnancy().name(),
            "children", record.urgentNeeds().childrenWithThePerson().name(),
            "disability", record.urgentNeeds().disability().name()),
        record.accompanyingChildren(),
        record.risk().name(),
        record.riskAssessedAt(),
        Boolean.TRUE.equals(record.bestInterests()),
        identity);
  }

  /**
   * Role and party in which the step was taken, as the other side checks it against its own rows.
   */
  private static String performer(Taken taken, Actor actor) {
    return taken.moved().step().by().stream()
        .filter(it -> it.is(actor))
        .findFirst()
        .map(Performer::toString)
        .orElse("R-CASE@owner");
  }

  private static List<String> names(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().collect(Collectors.toList());
  }
}
