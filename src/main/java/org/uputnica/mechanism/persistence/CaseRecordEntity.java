package org.uputnica.mechanism.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.Assignment;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.SeenIndicator;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Row of {@code process.case_record}. */
@Entity
@DynamicUpdate
@Table(schema = "process", name = "case_record")
@SuppressWarnings("NullAway.Init")
public class CaseRecordEntity {
  @Id UUID id;

  @Column(columnDefinition = "char(11)")
  String code;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;
  UUID registeringOrganization;
  String registeredBy;
  Instant registeredAt;
  Instant deviceTime;
  String place;
  String nameKind;
  String ageState;
  @Nullable Short age;
  String gender;
  String placementSex;
  String language;
  String interpreterNeeded;
  String needMedical;
  String needSafety;
  String needPregnancy;
  String needChildren;
  String needDisability;
  short accompanyingChildren;
  @Nullable UUID household;
  @Nullable String triage;
  String[] indicators;
  String[] elements;
  @Nullable String judgement;
  String riskLevel;
  Instant riskAssessedAt;
  @Nullable Boolean bestInterests;
  @Nullable UUID guardianOrganization;
  UUID[] serving;
  UUID[] participants;
  @Nullable String manager;
  String[] colleagues;
  UUID[] conflicted;
  String mechanismVersion;

  @Version long revision;

  static CaseRecordEntity from(CaseRecord record) {
    CaseRecordEntity row = new CaseRecordEntity();
    row.id = record.id().value();
    row.code = record.code().value();
    row.country = record.country().value();
    row.registeringOrganization = record.registering().value();
    row.registeredBy = record.registeredBy();
    row.registeredAt = record.registeredAt();
    row.deviceTime = record.deviceTime();
    row.place = record.place();
    row.nameKind = record.nameKind();
    row.gender = record.gender();
    row.placementSex = record.placementSex();
    row.language = record.language();
    row.interpreterNeeded = record.interpreterNeeded().name();
    row.needMedical = record.urgentNeeds().medical().name();
    row.needSafety = record.urgentNeeds().safety().name();
    row.needPregnancy = record.urgentNeeds().pregnancy().name();
    row.needChildren = record.urgentNeeds().childrenWithThePerson().name();
    row.needDisability = record.urgentNeeds().disability().name();
    row.accompanyingChildren = (short) record.accompanyingChildren();
    row.household = record.household();
    row.triage = record.triage();
    row.mechanismVersion = record.mechanismVersion();
    row.serving = ids(record.serving());
    row.participants = ids(record.participants());
    row.assign(record.assigned());
    row.change(record);
    return row;
  }

  /**
   * What can change after registration. Who serves, who takes part and who is assigned is changed
   * apart, see {@link PanacheCaseRecords}.
   */
  final void change(CaseRecord record) {
    organization = record.responsible().value();
    ageState = record.ageState().name();
    age = record.age() == null ? null : record.age().shortValue();
    indicators =
        record.indicators().stream()
            .map(it -> it.code() + '=' + it.source())
            .toArray(String[]::new);
    elements = record.elements().stream().map(Element::name).sorted().toArray(String[]::new);
    judgement = record.judgement();
    riskLevel = record.risk().name();
    riskAssessedAt = record.riskAssessedAt();
    bestInterests = record.bestInterests();
    guardianOrganization = record.guardian() == null ? null : record.guardian().value();
  }

  final void runOn(String version) {
    mechanismVersion = version;
  }

  final void assign(Assignment assigned) {
    manager = assigned.manager();
    colleagues = assigned.colleagues().stream().sorted().toArray(String[]::new);
    conflicted = ids(assigned.conflicted());
  }

  CaseRecord toDomain() {
    return new CaseRecord(
        new CaseId(id),
        new CaseCode(code),
        new CountryCode(country),
        new OrganizationId(organization),
        new OrganizationId(registeringOrganization),
        registeredBy,
        registeredAt,
        deviceTime,
        place,
        nameKind,
        AgeState.valueOf(ageState),
        age == null ? null : age.intValue(),
        gender,
        placementSex,
        language,
        Answer.valueOf(interpreterNeeded),
        new UrgentNeeds(
            Answer.valueOf(needMedical),
            Answer.valueOf(needSafety),
            Answer.valueOf(needPregnancy),
            Answer.valueOf(needChildren),
            Answer.valueOf(needDisability)),
        accompanyingChildren,
        household,
        triage,
        Arrays.stream(indicators)
            .map(it -> it.split("=", 2))
            .map(it -> new SeenIndicator(it[0], it[1]))
            .toList(),
        Arrays.stream(elements).map(Element::valueOf).collect(Collectors.toUnmodifiableSet()),
        judgement,
        RiskLevel.valueOf(riskLevel),
        riskAssessedAt,
        bestInterests,
        guardianOrganization == null ? null : new OrganizationId(guardianOrganization),
        organizations(serving),
        organizations(participants),
        new Assignment(manager, Set.of(colleagues), organizations(conflicted)),
        mechanismVersion,
        revision);
  }

  private static Set<OrganizationId> organizations(UUID[] ids) {
    return Arrays.stream(ids).map(OrganizationId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static UUID[] ids(Set<OrganizationId> organizations) {
    List<UUID> ids = organizations.stream().map(OrganizationId::value).toList();
    return new TreeSet<>(ids).toArray(UUID[]::new);
  }
}
