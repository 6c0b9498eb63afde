package org.uputnica.offer.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.uputnica.offer.domain.AnswerLink;
import org.uputnica.offer.domain.AnswerLinks;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;

/** {@link AnswerLinks} over JDBC; what a secret leads to is found by a function alone. */
@ApplicationScoped
class JdbcAnswerLinks implements AnswerLinks {
  private static final String ADD =
      """
      insert into process.answer_link (id, referral, case_id, country, organization, receiver, token, made_by, made_at, until)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;

  private final DataSource dataSource;

  JdbcAnswerLinks(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public boolean add(AnswerLink link, byte[] token) {
    Sql.update(
        dataSource,
        "update process.answer_link set ended = 'REPLACED', ended_at = ? where referral = ? and ended is null",
        utc(link.madeAt()),
        link.referral().value());
    return Sql.update(
            dataSource,
            ADD,
            link.id(),
            link.referral().value(),
            link.caseId().value(),
            link.country().value(),
            link.organization().value(),
            link.receiver().value(),
            token,
            link.by(),
            utc(link.madeAt()),
            utc(link.until()))
        == 1;
  }

  @Override
  public boolean use(UUID id, Instant at) {
    return Sql.update(
            dataSource,
            "update process.answer_link set ended = 'ANSWERED', ended_at = ? where id = ? and ended is null",
            utc(at),
            id)
        == 1;
  }

  @Override
  public boolean guess(UUID guess, long source, Instant at, Limit limit) {
    return Sql.query(
            dataSource,
            "select process.answer_link_guessed(?, ?, ?, ?, ?, ?) as looks",
            row -> row.getBoolean("looks"),
            guess,
            source,
            utc(at),
            utc(at.minus(limit.window())),
            limit.ofSource(),
            limit.ofAll())
        .getFirst();
  }

  @Override
  public Optional<Behind> behind(byte[] token, Instant at, Instant since, boolean answered) {
    return Sql.query(
            dataSource,
            "select id, referral, receiver, country, until, looks from process.behind_answer_link(?, ?, ?, ?)",
            row ->
                new Behind(
                    Sql.uuid(row, "id"),
                    new TrackId(Sql.uuid(row, "referral")),
                    new OrganizationId(Sql.uuid(row, "receiver")),
                    new CountryCode(Sql.text(row, "country")),
                    row.getObject("until", OffsetDateTime.class).toInstant(),
                    row.getInt("looks")),
            token,
            utc(at),
            utc(since),
            answered)
        .stream()
        .findFirst();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
