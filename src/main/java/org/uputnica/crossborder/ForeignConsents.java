package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Said;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.message.Message.ForeignConsent;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

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

  private final ConsentStatements statements;
  private final Clock clock;

  ForeignConsents(ConsentStatements statements, Clock clock) {
    this.statements = statements;
    this.clock = clock;
  }

  List<ForeignConsent> toSend(CaseId id) {
    List<ForeignConsent> found = new ArrayList<>();
    for (ConsentStatement statement : statements.of(id)) {
      if (!TRAVEL_WITH_IT.contains(statement.scope())) {
        continue;
      }
      switch (statement) {
        case ConsentStatement.Given given ->
            found.add(of(given.said(), given.told(), given.expires(), false));
        case ConsentStatement.Withdrawn no -> found.add(of(no.said(), no.told(), null, true));
        case ConsentStatement.Refused no -> found.add(of(no.said(), no.told(), null, true));
        case ConsentStatement.Invalidated no -> found.add(of(no.said(), no.told(), null, true));
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

  /** Keeps those not yet known. */
  void keep(CaseForConsent about, Request request, List<ForeignConsent> consents) {
    Set<UUID> known = new HashSet<>();
    statements.everSaid(about.id()).forEach(it -> known.add(it.id().value()));
    List<ConsentStatement> fresh =
        consents.stream()
            .filter(it -> !known.contains(ownId(request, it).value()))
            .map(it -> statement(about, request, it))
            .toList();
    if (!fresh.isEmpty()) {
      statements.add(about, fresh);
    }
  }

  private ConsentStatement statement(
      CaseForConsent about, Request request, ForeignConsent foreign) {
    UUID recipient = foreign.recipient();
    Said said =
        new Said(
            ownId(request, foreign),
            about.id(),
            ConsentScope.of(foreign.scope()).orElseThrow(),
            recipient == null ? null : new OrganizationId(recipient),
            foreign.items().stream().map(ItemCategory::valueOf).collect(Collectors.toSet()),
            SaidBy.valueOf(foreign.saidBy()),
            foreign.saidAt(),
            clock.instant(),
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
        ? new ConsentStatement.Withdrawn(said, told)
        : new ConsentStatement.Given(said, told, false, foreign.expires());
  }

  /**
   * This side's own id of a statement heard abroad: always the same, and no link for anybody else.
   */
  private static ConsentId ownId(Request request, ForeignConsent foreign) {
    String name = request.id().value() + "/" + foreign.id();
    return new ConsentId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
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
