package org.uputnica.mechanism.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/** Row of {@code process.step_taken}. */
@Entity
@Table(schema = "process", name = "step_taken")
@SuppressWarnings("NullAway.Init")
public class TakenStepEntity {
  @Id UUID id;
  UUID trackId;
  UUID caseId;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;
  String step;
  String fromState;
  String toState;
  String saidBy;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> inputs;

  @Nullable Instant deviceTime;
  Instant takenAt;

  static TakenStepEntity from(TakenStep step) {
    TakenStepEntity row = new TakenStepEntity();
    row.id = step.id();
    row.trackId = step.trackId().value();
    row.caseId = step.caseId().value();
    row.country = step.country().value();
    row.organization = step.organization().value();
    row.step = step.step().value();
    row.fromState = step.from().value();
    row.toState = step.to().value();
    row.saidBy = step.saidBy().name();
    row.inputs = step.inputs();
    row.deviceTime = step.deviceTime();
    row.takenAt = step.takenAt();
    return row;
  }

  TakenStep toDomain() {
    return new TakenStep(
        id,
        new CaseId(caseId),
        new TrackId(trackId),
        new CountryCode(country),
        new OrganizationId(organization),
        new StepCode(step),
        new StateCode(fromState),
        new StateCode(toState),
        SaidBy.valueOf(saidBy),
        inputs,
        deviceTime,
        takenAt);
  }
}
