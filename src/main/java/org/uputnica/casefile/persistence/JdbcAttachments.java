package org.uputnica.casefile.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.Attachment;
import org.uputnica.casefile.domain.AttachmentKind;
import org.uputnica.casefile.domain.Attachments;
import org.uputnica.casefile.domain.ContentType;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.RefusedException;

/** Attachments through the vault's functions; the service has no right on the tables. */
@ApplicationScoped
class JdbcAttachments implements Attachments {
  private final DataSource dataSource;

  JdbcAttachments(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void announce(
      UUID id, CaseId caseId, AttachmentKind kind, @Nullable UUID consent, Instant at) {
    require(
        changes(
            "select vault.announce_attachment(?, ?, ?, ?, ?)",
            id,
            caseId.value(),
            kind.name(),
            consent,
            time(at)));
  }

  @Override
  public List<Attachment> of(CaseId caseId) {
    return attachments("select * from vault.get_attachments(?)", caseId.value());
  }

  @Override
  public Optional<Attachment> take(CaseId caseId, UUID id) {
    return attachments("select * from vault.take_attachment(?, ?)", caseId.value(), id).stream()
        .findFirst();
  }

  @Override
  public void addChunk(UUID attachment, UUID upload, int number, byte[] sealed, Instant at) {
    require(
        changes(
            "select vault.add_chunk(?, ?, ?, ?, ?)", attachment, upload, number, sealed, time(at)));
  }

  @Override
  public Optional<byte[]> chunk(UUID attachment, UUID upload, int number) {
    return ask(
        "select vault.get_chunk(?, ?, ?)",
        row -> row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty(),
        attachment,
        upload,
        number);
  }

  @Override
  public void keep(UUID id, UUID upload, ContentType type, long size, Instant at) {
    require(
        changes(
            "select vault.keep_attachment(?, ?, ?, ?, ?)",
            id,
            upload,
            type.name(),
            size,
            time(at)));
  }

  @Override
  public void dropUpload(UUID upload) {
    changes("select vault.drop_upload(?)", upload);
  }

  @Override
  public void delete(UUID id, Instant at) {
    require(changes("select vault.delete_attachment(?, ?)", id, time(at)));
  }

  @Override
  public void addLink(byte[] hash, UUID attachment, String user, Instant expires) {
    require(changes("select vault.add_link(?, ?, ?, ?)", hash, attachment, user, time(expires)));
  }

  @Override
  public Optional<Attachment> takeLink(byte[] hash, String user, Instant now) {
    return attachments("select * from vault.take_link(?, ?, ?)", hash, user, time(now)).stream()
        .findFirst();
  }

  @Override
  public void sweep(Instant uploadsBefore, Instant now) {
    changes("select vault.sweep_attachments(?, ?)", time(uploadsBefore), time(now));
  }

  /** What a function did not find to change is gone, erased or another country's. */
  private static void require(boolean changed) {
    if (!changed) {
      throw RefusedException.notFound();
    }
  }

  private boolean changes(String sql, @Nullable Object... values) {
    return ask(sql, row -> row.next() && row.getBoolean(1), values);
  }

  private List<Attachment> attachments(String sql, @Nullable Object... values) {
    return ask(
        sql,
        row -> {
          List<Attachment> found = new ArrayList<>();
          while (row.next()) {
            found.add(attachment(row));
          }
          return found;
        },
        values);
  }

  private static Attachment attachment(ResultSet row) throws SQLException {
    @Nullable String type = row.getString("type");
    return new Attachment(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        new CountryCode(row.getString("country")),
        AttachmentKind.valueOf(row.getString("kind")),
        row.getObject("consent", UUID.class),
        Attachment.State.valueOf(row.getString("state")),
        type == null ? null : ContentType.valueOf(type),
        row.getObject("size", Long.class),
        row.getObject("upload", UUID.class),
        row.getLong("revision"),
        row.getObject("announced_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private <T> T ask(String sql, Answer<T> read, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement call = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        call.setObject(i + 1, values[i]);
      }
      try (ResultSet row = call.executeQuery()) {
        return read.of(row);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private interface Answer<T> {
    T of(ResultSet row) throws SQLException;
  }
}
