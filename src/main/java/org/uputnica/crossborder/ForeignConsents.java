package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.EndOfConsent;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Refused;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Said;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.message.Message.ForeignConsent;
import org.uputnica.mechanism.CaseService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.TenantSettings;

/**
 * The statements that travel with a request: what she said about contacting the other country, the
 * journey and later contact. The receiving side keeps them as the ground of what it holds, and asks
 * for everything else anew.
 */
@ApplicationScoped
class ForeignConsents {
  private static final Set<ConsentScope> TRAVEL_WITH_IT =
      EnumSet.of(
          ConsentScope.CROSS_BORDER,
          ConsentScope.TRAVEL,
          ConsentScope.LATER_CONTACT,
          ConsentScope.GUARDIAN_ACTION);
  private static final String HEARD_ABROAD = "abroad";

  private final CaseAccess cases;
  private final ConsentStatements statements;
  private final EndOfConsent ends;
  private final CaseService records;
  private final TenantSettings tenant;
  private final Clock clock;

  ForeignConsents(
      CaseAccess cases,
      ConsentStatements statements,
      EndOfConsent ends,
      CaseService records,
      TenantSettings tenant,
      Clock clock) {
    this.cases = cases;
    this.statements = statements;
    this.ends = ends;
    this.records = records;
    this.tenant = tenant;
    this.clock = clock;
  }

  static boolean travels(ConsentScope scope) {
    return TRAVEL_WITH_IT.contains(scope);
  }

  /**
   * What she said that counts, also in the record in which a closed one goes on.
   *
   * @param word goes in any case, counts it or not: for which something is asked back
   */
  List<ForeignConsent> toSend(CaseId id, @Nullable ConsentId word) {
    List<CaseId> hers =
        tenant.seeBeyondCaller(
            () -> Stream.concat(Stream.of(id), records.goesOnIn(id).stream()).toList());
    List<ConsentStatement> said = new ArrayList<>();
    hers.forEach(it -> said.addAll(statements.of(it)));
    if (word != null && said.stream().noneMatch(it -> it.id().equals(word))) {
      hers.stream()
          .flatMap(it -> statements.everSaid(it).stream())
          .filter(it -> it.id().equals(word))
          .forEach(said::add);
    }
    return words(said);
  }

  /** As the other country knows them: a yes and a no, each at its time, and no meeting. */
  static List<ForeignConsent> words(List<ConsentStatement> said) {
    List<ForeignConsent> found = new ArrayList<>();
    for (ConsentStatement statement : said) {
      if (!travels(statement.scope())) {
        continue;
      }
      switch (statement) {
        case Given given -> found.addAll(yes(given, said));
        case ConsentStatement.Withdrawn no -> found.add(of(no.said(), no.told(), null, true));
        case Refused no -> found.add(of(no.said(), no.told(), null, true));
        case ConsentStatement.Invalidated no -> found.addAll(notValid(no, said));
        case ConsentStatement.Asked _,
            ConsentStatement.NotAsked _,
            ConsentStatement.ExceptionAct _,
            ConsentStatement.ExceptionApproved _ -> {
          // what is no answer ends no yes there either
        }
      }
    }
    return found;
  }

  /**
   * A yes that a no of its meeting silences travels as that no, at the time of the yes: where it is
   * known as a yes already, it ends. It does not travel where the speaker had agreed to as much by
   * then in another meeting, which that no would end. Towards whom the no was not said it stays a
   * yes.
   */
  private static List<ForeignConsent> yes(Given given, List<ConsentStatement> said) {
    List<ForeignConsent> found = new ArrayList<>();
    boolean whole = false;
    for (ConsentStatement statement : said) {
      if (statement instanceof Refused no && isSilenced(given, no)) {
        OrganizationId towards = no.said().recipient();
        whole |= towards == null || towards.equals(given.said().recipient());
        if (!isAgreedElsewhere(given, said)) {
          found.add(of(insteadOf(given, no), no.told(), null, true));
        }
      }
    }
    if (!whole) {
      found.add(of(given.said(), given.told(), given.expires(), false));
    }
    return found;
  }

  private static boolean isSilenced(Given given, Refused no) {
    OrganizationId refused = no.said().recipient();
    OrganizationId asked = given.said().recipient();
    return no.scope() == given.scope()
        && no.said().caseId().equals(given.said().caseId())
        && (refused == null || asked == null || refused.equals(asked))
        && no.silences(given);
  }

  /** Whether the latest word at the time of a silenced yes is another yes that covers it. */
  private static boolean isAgreedElsewhere(Given silenced, List<ConsentStatement> said) {
    Said asked = silenced.said();
    OrganizationId towards = asked.recipient();
    if (towards == null) {
      return false;
    }
    List<ConsentStatement> words =
        said.stream()
            .filter(it -> isWord(it, asked) && isHeard(it, towards))
            .filter(it -> !it.said().at().isAfter(asked.at()))
            .filter(it -> !(it instanceof Given given && isSilenced(given, towards, said)))
            .toList();
    Optional<Instant> latest =
        words.stream().map(it -> it.said().at()).max(Comparator.naturalOrder());
    return latest.isPresent()
        && words.stream()
            .filter(it -> it.said().at().equals(latest.get()))
            .allMatch(it -> it instanceof Given given && covers(given, silenced));
  }

  private static boolean isWord(ConsentStatement statement, Said asked) {
    boolean speaks =
        statement instanceof ConsentStatement.Invalidated no
            ? no.concerns(asked.saidBy())
            : (statement instanceof Given || statement instanceof ConsentStatement.No)
                && statement.said().saidBy() == asked.saidBy();
    return speaks
        && statement.scope() == asked.scope()
        && statement.said().caseId().equals(asked.caseId());
  }

  private static boolean isHeard(ConsentStatement statement, OrganizationId towards) {
    OrganizationId named = statement.said().recipient();
    return named == null || named.equals(towards);
  }

  private static boolean isSilenced(
      Given given, OrganizationId towards, List<ConsentStatement> said) {
    return said.stream()
        .anyMatch(it -> it instanceof Refused no && isHeard(no, towards) && isSilenced(given, no));
  }

  /** To the same one, for as much and as long; a guardian's also in the same form. */
  private static boolean covers(Given given, Given other) {
    Instant expires = given.expires();
    Instant needed = other.expires();
    return Objects.equals(given.said().recipient(), other.said().recipient())
        && given.said().items().containsAll(other.said().items())
        && (expires == null || (needed != null && !needed.isAfter(expires)))
        && (given.said().saidBy() == SaidBy.PERSON
            || Objects.equals(given.told().method(), other.told().method()));
  }

  private static Said insteadOf(Given given, Refused no) {
    Said yes = given.said();
    OrganizationId towards = no.said().recipient();
    return new Said(
        new ConsentId(named(no.id().value() + "/" + given.id().value())),
        yes.caseId(),
        yes.scope(),
        towards == null ? yes.recipient() : towards,
        yes.items(),
        yes.saidBy(),
        yes.deviceTime(),
        yes.recordedAt(),
        yes.organization(),
        yes.recorder());
  }

  /**
   * A message knows a yes and a no: what was found not to be valid is a no of whoever had said it.
   */
  private static List<ForeignConsent> notValid(
      ConsentStatement.Invalidated no, List<ConsentStatement> said) {
    return Stream.of(SaidBy.values())
        .filter(no::concerns)
        .filter(speaker ->
            said.stream()
                .anyMatch(it ->
                    it instanceof Given
                        && it.scope() == no.scope()
                        && it.said().saidBy() == speaker))
        .map(speaker -> of(by(speaker, no.said()), no.told(), null, true))
        .toList();
  }

  private static Said by(SaidBy speaker, Said said) {
    return speaker == said.saidBy()
        ? said
        : new Said(
            new ConsentId(named(said.id().value() + "/" + speaker)),
            said.caseId(),
            said.scope(),
            said.recipient(),
            said.items(),
            speaker,
            said.deviceTime(),
            said.recordedAt(),
            said.organization(),
            said.recorder());
  }

  /**
   * Keeps those not yet known, and carries out what ends with them, in the transaction of the
   * message. The case is held from here on.
   */
  void keep(Request request, List<ForeignConsent> consents, Caller service) {
    if (consents.isEmpty()) {
      return;
    }
    CaseForConsent about = cases.hold(request.caseId(), service);
    Set<UUID> known = new HashSet<>();
    statements.forWithdrawing(about.id()).forEach(it -> known.add(it.id().value()));
    List<ConsentStatement> fresh =
        consents.stream()
            .filter(it -> !known.contains(ownId(request, it).value()))
            .map(it -> statement(about, request, it))
            .toList();
    if (!fresh.isEmpty()) {
      statements.add(about, fresh);
      Instant now = clock.instant();
      fresh.forEach(it -> ends.follow(about, it, now));
    }
  }

  /**
   * A word of the other side as it is known here.
   *
   * @param foreign its id there
   */
  Optional<ConsentId> known(Request request, @Nullable String foreign) {
    return Optional.ofNullable(foreign)
        .map(it -> new ConsentId(named(request.id().value() + "/" + it)))
        .filter(own ->
            statements.everSaid(request.caseId()).stream().anyMatch(it -> it.id().equals(own)));
  }

  private ConsentStatement statement(
      CaseForConsent about, Request request, ForeignConsent foreign) {
    return statement(about.id(), request, foreign, clock.instant());
  }

  /** The word as this side writes it down. */
  static ConsentStatement statement(
      CaseId id, Request request, ForeignConsent foreign, Instant now) {
    UUID recipient = foreign.recipient();
    Said said =
        new Said(
            ownId(request, foreign),
            id,
            ConsentScope.of(foreign.scope()).orElseThrow(),
            recipient == null ? null : new OrganizationId(recipient),
            foreign.items().stream().map(ItemCategory::valueOf).collect(Collectors.toSet()),
            SaidBy.valueOf(foreign.saidBy()),
            foreign.saidAt(),
            now,
            request.contact(),
            HEARD_ABROAD);
    Telling told =
        new Telling(
            foreign.method(),
            foreign.language(),
            null,
            null,
            null,
            null,
            request.conversation(),
            null);
    return foreign.withdrawn()
        ? new ConsentStatement.Withdrawn(said, told, null)
        : new Given(said, told, false, foreign.expires());
  }

  /**
   * This side's own id of a statement heard abroad: always the same, and no link for anybody else.
   */
  private static ConsentId ownId(Request request, ForeignConsent foreign) {
    return new ConsentId(named(request.id().value() + "/" + foreign.id()));
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static ForeignConsent of(
      Said said, Telling told, @Nullable Instant expires, boolean withdrawn) {
    OrganizationId recipient = said.recipient();
    return new ForeignConsent(
        said.id().value(),
        said.scope().code(),
        recipient == null ? null : recipient.value(),
        said.items().stream().map(ItemCategory::name).sorted().toList(),
        said.saidBy().name(),
        told.method(),
        told.language(),
        said.at(),
        expires,
        withdrawn);
  }
}
