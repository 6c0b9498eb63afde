package org.uputnica.crossborder.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Recall.Answer;
import org.uputnica.consent.domain.Recall.Because;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.RequestAnswer;
import org.uputnica.crossborder.domain.RequestAnswers;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;

/** {@link RequestAnswers} in {@code process.request_answer}. Joins the running transaction. */
@ApplicationScoped
class JdbcRequestAnswers implements RequestAnswers {
  private final DataSource source;

  JdbcRequestAnswers(DataSource source) {
    this.source = source;
  }

  @Override
  public void asked(UUID recall, Request request, long sequence) {
    Sql.update(
        source,
        "insert into process.request_answer (recall, request, case_id, country, sequence)"
            + " values (?, ?, ?, ?, ?) on conflict (recall, request) do nothing",
        recall,
        request.id().value(),
        request.caseId().value(),
        request.country().value(),
        sequence);
  }

  @Override
  public void answered(UUID recall, Request request, RequestAnswer answer, long heard, Instant at) {
    Sql.update(
        source,
        "insert into process.request_answer as known (recall, request, case_id, country, sequence, answer,"
            + " because, answered_at) values (?, ?, ?, ?, 0, ?, ?, ?) on conflict (recall, request) do update"
            + " set answer = excluded.answer, because = excluded.because, answered_at = excluded.answered_at"
            + " where known.answer is null and known.sequence <= ?",
        recall,
        request.id().value(),
        request.caseId().value(),
        request.country().value(),
        answer.answer().name(),
        answer.because() == null ? null : answer.because().name(),
        at.atOffset(ZoneOffset.UTC),
        heard);
  }

  @Override
  public List<RequestAnswer> of(UUID recall) {
    return Sql.query(
        source,
        "select request, answer, because from process.request_answer"
            + " where recall = ? and answer is not null",
        JdbcRequestAnswers::read,
        recall);
  }

  private static RequestAnswer read(ResultSet row) throws SQLException {
    @Nullable String because = row.getString("because");
    return new RequestAnswer(
        new TrackId(Sql.uuid(row, "request")),
        Answer.valueOf(Sql.text(row, "answer")),
        because == null ? null : Because.valueOf(because));
  }
}
