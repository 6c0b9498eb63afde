package org.uputnica.referral.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.ReferralNote;
import org.uputnica.referral.domain.ReferralNote.Side;
import org.uputnica.referral.domain.ReferralNotes;

/** {@code process.referral_note}. */
@ApplicationScoped
class JdbcReferralNotes implements ReferralNotes {
  private final DataSource dataSource;

  JdbcReferralNotes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(ReferralNote note) {
    Sql.update(
        dataSource,
        "insert into process.referral_note (id, referral, case_id, country, receiver, side, written_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        note.id(),
        note.referral().value(),
        note.caseId().value(),
        note.country().value(),
        note.receiver().value(),
        note.side().name(),
        Sql.utc(note.writtenAt()));
  }

  @Override
  public boolean send(UUID note, Referral referral, Side side, StepCode step, Instant at) {
    return Sql.update(
            dataSource,
            "update process.referral_note set step = ?, sent_at = ?"
                + " where id = ? and referral = ? and receiver = ? and side = ? and step is null",
            step.value(),
            Sql.utc(at),
            note,
            referral.id().value(),
            referral.receiver().value(),
            side.name())
        == 1;
  }

  @Override
  public List<ReferralNote> of(TrackId referral) {
    return Sql.query(
        dataSource,
        "select id, referral, case_id, country, receiver, side, written_at, step, sent_at"
            + " from process.referral_note where referral = ? order by written_at, id",
        JdbcReferralNotes::read,
        referral.value());
  }

  @Override
  public Set<UUID> of(CaseId caseId) {
    return Set.copyOf(
        Sql.query(
            dataSource,
            "select id from process.referral_note where case_id = ?",
            row -> Sql.uuid(row, "id"),
            caseId.value()));
  }

  private static ReferralNote read(ResultSet row) throws SQLException {
    @Nullable String step = row.getString("step");
    @Nullable OffsetDateTime sent = row.getObject("sent_at", OffsetDateTime.class);
    return new ReferralNote(
        Sql.uuid(row, "id"),
        new TrackId(Sql.uuid(row, "referral")),
        new CaseId(Sql.uuid(row, "case_id")),
        new CountryCode(Sql.text(row, "country")),
        new OrganizationId(Sql.uuid(row, "receiver")),
        Side.valueOf(Sql.text(row, "side")),
        row.getObject("written_at", OffsetDateTime.class).toInstant(),
        step == null ? null : new StepCode(step),
        sent == null ? null : sent.toInstant());
  }
}
