package org.uputnica.crossborder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.crossborder.domain.Purpose;
import org.uputnica.crossborder.domain.RecallState;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.domain.Undelivered;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/**
 * Row of {@code process.crossborder_request}. Its revision is that of the track with the same id.
 */
@Entity
@DynamicUpdate
@Table(schema = "process", name = "crossborder_request")
@SuppressWarnings("NullAway.Init")
public class RequestEntity {
  @Id UUID id;
  String side;
  UUID caseId;

  @Column(columnDefinition = "char(11)")
  String caseCode;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;

  @Column(columnDefinition = "char(2)")
  String otherCountry;

  UUID conversation;
  String pseudonym;
  String purpose;
  String[] items;
  String[] conditions;
  boolean child;
  Instant openedAt;
  @Nullable String riskHere;
  @Nullable String riskThere;
  @Nullable UUID receivingOrganization;
  @Nullable String receivingPlace;
  @Nullable LocalDate offeredFor;
  @Nullable LocalDate travelOn;
  @Nullable String codeWord;
  @Nullable Instant handedOverAt;
  boolean signedHere;
  boolean signedThere;
  @Nullable String recall;
  @Nullable String undelivered;

  static RequestEntity from(Request request) {
    RequestEntity row = new RequestEntity();
    row.id = request.id().value();
    row.side = request.side().name();
    row.caseId = request.caseId().value();
    row.caseCode = request.caseCode().value();
    row.country = request.country().value();
    row.organization = request.contact().value();
    row.otherCountry = request.otherCountry().value();
    row.conversation = request.conversation();
    row.pseudonym = request.pseudonym();
    row.purpose = request.purpose().name();
    row.items = names(request.items());
    row.conditions = names(request.conditions());
    row.openedAt = request.openedAt();
    row.change(request);
    return row;
  }

  final void change(Request request) {
    child = request.child();
    riskHere = name(request.riskHere());
    riskThere = name(request.riskThere());
    receivingOrganization =
        request.receivingOrganization() == null ? null : request.receivingOrganization().value();
    receivingPlace = request.receivingPlace();
    offeredFor = request.offeredFor();
    travelOn = request.travelOn();
    codeWord = request.codeWord();
    handedOverAt = request.handedOverAt();
    signedHere = request.signedHere();
    signedThere = request.signedThere();
    recall = name(request.recall());
    undelivered = name(request.undelivered());
  }

  Request toDomain() {
    return new Request(
        new TrackId(id),
        Side.valueOf(side),
        new CaseId(caseId),
        new CaseCode(caseCode),
        new CountryCode(country),
        new OrganizationId(organization),
        new CountryCode(otherCountry),
        conversation,
        pseudonym,
        Purpose.valueOf(purpose),
        set(items, ItemCategory::valueOf),
        set(conditions, Condition::valueOf),
        child,
        openedAt,
        riskHere == null ? null : RiskLevel.valueOf(riskHere),
        riskThere == null ? null : RiskLevel.valueOf(riskThere),
        receivingOrganization == null ? null : new OrganizationId(receivingOrganization),
        receivingPlace,
        offeredFor,
        travelOn,
        codeWord,
        handedOverAt,
        signedHere,
        signedThere,
        recall == null ? null : RecallState.valueOf(recall),
        undelivered == null ? null : Undelivered.valueOf(undelivered));
  }

  private static String[] names(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().toArray(String[]::new);
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static <E> Set<E> set(String[] names, Function<String, E> parse) {
    return Arrays.stream(names).map(parse).collect(Collectors.toSet());
  }
}
