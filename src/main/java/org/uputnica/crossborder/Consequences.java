package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.crossborder.domain.RecallState;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.referral.domain.CodeWords;

/**
 * What a step of a request brings about in this side's own record, whether it was taken here or
 * arrived.
 */
@ApplicationScoped
class Consequences {
  private final CaseService cases;
  private final TrackService tracks;
  private final CaseFileService caseFiles;
  private final FileErasureService erasures;
  private final AnsweredAbroad answered;
  private final Outbox outbox;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final SecureRandom random = new SecureRandom();

  Consequences(
      CaseService cases,
      TrackService tracks,
      CaseFileService caseFiles,
      FileErasureService erasures,
      AnsweredAbroad answered,
      Outbox outbox,
      TenantSettings tenant,
      AuditTrail audit) {
    this.cases = cases;
    this.tracks = tracks;
    this.caseFiles = caseFiles;
    this.erasures = erasures;
    this.answered = answered;
    this.outbox = outbox;
    this.tenant = tenant;
    this.audit = audit;
  }

  /**
   * The request after a step.
   *
   * @param here taken on this side; else it arrived by message
   * @param word code word that came with the message
   */
  Request follow(
      Request before,
      Taken taken,
      Map<String, String> inputs,
      boolean here,
      @Nullable String word) {
    Request after =
        switch (taken.moved().step().code().value()) {
          case "T037" -> risk(before, RiskLevel.valueOf(input(inputs, "risk-level")), here);
          case "T038" ->
              before.offered(
                  new OrganizationId(UUID.fromString(input(inputs, "receiving-organization"))),
                  input(inputs, "reception-place"),
                  LocalDate.parse(input(inputs, "reception-date")));
          case "T039" ->
              before.agreed(
                  LocalDate.parse(input(inputs, "travel-date")),
                  word == null ? CodeWords.random(random) : word);
          case "T041" ->
              handOver(
                  before.handedOver(Instant.parse(input(inputs, "handed-over-at"))),
                  taken.record());
          default -> before;
        };
    for (Effect effect : taken.moved().effects()) {
      after = carry(effect, after, taken.record());
    }
    return after;
  }

  private Request carry(Effect effect, Request request, CaseRecord record) {
    return switch (effect) {
      case RECALL -> recall(request);
      case CLOSE_ACCESS, NARROW_ACCESS -> {
        shut(request, record);
        yield request;
      }
      case OPEN_IDENTITY, RELEASE_PLACE, WITHDRAW_SIBLINGS ->
          throw new IllegalStateException(effect + " is about a referral, not about a request");
      case TELL_REFERRER,
          TELL_RECEIVER,
          ALARM_COORDINATOR,
          ALARM_BOTH_COORDINATORS,
          CONSIDER_MISSING,
          REPORT_MISSING_CHILD,
          OFFER_SCREENING,
          DRAFT_REQUEST,
          STOP_REQUESTS,
          JOIN_RECORDS,
          NEW_IDENTIFICATION_RUN,
          NEW_ASSISTANCE_RUN,
          REOPEN_SOLUTION ->
          request; // carried out with the step itself
    };
  }

  /** The contact point that received no longer opens what came; whoever took over keeps it. */
  private void shut(Request request, CaseRecord record) {
    boolean handedOn = !record.responsible().equals(request.contact());
    if (request.side() == Side.RECEIVED && request.recall() != RecallState.ERASED && handedOn) {
      caseFiles.shut(record.id(), request.contact());
    }
  }

  private Request risk(Request request, RiskLevel level, boolean here) {
    if (here) {
      cases.noteRisk(request.caseId(), level);
    }
    return request.risk(here, level);
  }

  /**
   * The receiving side takes responsibility: the named body answers for the case and its own tracks
   * begin.
   */
  private Request handOver(Request request, CaseRecord record) {
    OrganizationId receiving = request.receivingOrganization();
    if (request.side() == Side.SENT || receiving == null) {
      return request;
    }
    CaseRecord own = cases.handTo(record.id(), receiving);
    caseFiles.transferResponsibility(record.id(), receiving);
    tracks.begin(own, Actor.of(Set.of(Roles.CASE), Set.of(Party.OWNER)));
    return request;
  }

  /**
   * What was sent is asked back; what was received is destroyed, here and now, if it is not yet.
   */
  private Request recall(Request request) {
    return switch (request.side()) {
      case SENT -> {
        boolean left = outbox.takeBack(request.conversation(), request.country());
        yield left ? request.recalled(RecallState.ASKED) : answered.erased(request);
      }
      case RECEIVED -> {
        tenant.beyondCaller(() -> {
          if (erasures.version(request.caseId()).isPresent()) {
            erasures.erase(request.caseId());
          }
        });
        audit.append(AuditEvent.of("received-data-erased", request.caseId(), request.id()));
        yield request.recalled(RecallState.ERASED);
      }
    };
  }

  private static String input(Map<String, String> inputs, String name) {
    return Optional.ofNullable(inputs.get(name))
        .orElseThrow(() -> new IllegalStateException(name + " was checked before"));
  }
}
