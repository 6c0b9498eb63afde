package org.uputnica.referral.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.AnsweredBy;
import org.uputnica.referral.domain.Handover;
import org.uputnica.referral.domain.HouseAnswer;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Priority;
import org.uputnica.referral.domain.Referral;

/** Row of {@code process.referral}. Its revision is that of the track with the same id. */
@Entity
@DynamicUpdate
@Table(schema = "process", name = "referral")
@SuppressWarnings("NullAway.Init")
public class ReferralEntity {
  @Id UUID id;
  UUID caseId;

  @Column(columnDefinition = "char(11)")
  String caseCode;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;
  UUID registeringOrganization;
  UUID service;
  UUID receiver;
  String priority;
  String[] items;

  @JdbcTypeCode(SqlTypes.JSON)
  NeedsEnvelope needs;

  @Nullable String meetingPlace;
  @Nullable Instant meetAt;
  @Nullable String companion;
  @Nullable String codeWord;
  @Nullable Instant handedOverAt;
  Instant draftedAt;
  @Nullable Instant sentAt;
  @Nullable LocalDate expectedOn;
  @Nullable String declineReason;
  @Nullable UUID alternative;
  @Nullable String outcome;
  @Nullable String underException;
  @Nullable String answeredBy;
  boolean identityOpen;

  static ReferralEntity from(Referral referral) {
    ReferralEntity row = new ReferralEntity();
    row.id = referral.id().value();
    row.caseId = referral.caseId().value();
    row.caseCode = referral.caseCode().value();
    row.country = referral.country().value();
    row.organization = referral.sender().value();
    row.registeringOrganization = referral.registering().value();
    row.draftedAt = referral.draftedAt();
    row.change(referral);
    return row;
  }

  final void change(Referral referral) {
    service = referral.service().value();
    receiver = referral.receiver().value();
    priority = referral.priority().name();
    items = referral.items().stream().map(ItemCategory::name).sorted().toArray(String[]::new);
    needs = referral.needs();
    Handover handover = referral.handover();
    meetingPlace = handover.place();
    meetAt = handover.at();
    companion = handover.companion();
    codeWord = handover.word();
    handedOverAt = handover.saidAt();
    sentAt = referral.sentAt();
    underException = referral.underException();
    HouseAnswer answer = referral.answer();
    expectedOn = answer.expectedOn();
    declineReason = answer.declineReason();
    alternative = answer.alternative();
    outcome = answer.outcome();
    AnsweredBy how = answer.how();
    answeredBy = how == null ? null : how.name();
    identityOpen = referral.identityOpen();
  }

  Referral toDomain() {
    return new Referral(
        new TrackId(id),
        new CaseId(caseId),
        new CaseCode(caseCode),
        new CountryCode(country),
        new OrganizationId(organization),
        new OrganizationId(registeringOrganization),
        new ServiceId(service),
        new OrganizationId(receiver),
        Priority.valueOf(priority),
        Arrays.stream(items).map(ItemCategory::valueOf).collect(Collectors.toSet()),
        needs,
        new Handover(meetingPlace, meetAt, companion, codeWord, handedOverAt),
        draftedAt,
        sentAt,
        underException,
        new HouseAnswer(
            expectedOn,
            declineReason,
            alternative,
            outcome,
            answeredBy == null ? null : AnsweredBy.valueOf(answeredBy)),
        identityOpen);
  }
}
