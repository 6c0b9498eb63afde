package org.uputnica.casefile.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;

/** Attachments in the vault: what is known of them, and their sealed chunks. */
public interface Attachments {
  /** Adds an attachment that is awaited; fails with the table's key when the id is in use. */
  void announce(UUID id, CaseId caseId, AttachmentKind kind, @Nullable UUID consent, Instant at);

  /** All of a case, oldest first. */
  List<Attachment> of(CaseId caseId);

  /** One of a case, locked until the transaction ends. */
  Optional<Attachment> take(CaseId caseId, UUID id);

  /** Keeps a sealed chunk of an upload, in order from 0. */
  void addChunk(UUID attachment, UUID upload, int number, byte[] sealed, Instant at);

  /** A sealed chunk; empty behind the last, and for organisations without a key to the person. */
  Optional<byte[]> chunk(UUID attachment, UUID upload, int number);

  /** Makes an upload the content of an attachment that was awaited. */
  void keep(UUID id, UUID upload, ContentType type, long size, Instant at);

  /** Forgets the chunks of an upload that did not become a content. */
  void dropUpload(UUID upload);

  /** Forgets content and links; the attachment stays as deleted. */
  void delete(UUID id, Instant at);

  /** Keeps a link for one user. */
  void addLink(byte[] hash, UUID attachment, String user, Instant expires);

  /** Takes a link that is this user's and has not expired, so that it opens once; else empty. */
  Optional<Attachment> takeLink(byte[] hash, String user, Instant now);

  /**
   * Forgets uploads that began before this time and were never finished, and links that expired.
   */
  void sweep(Instant uploadsBefore, Instant now);
}
