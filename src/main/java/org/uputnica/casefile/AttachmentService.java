package org.uputnica.casefile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.Attachment;
import org.uputnica.casefile.domain.AttachmentCard;
import org.uputnica.casefile.domain.AttachmentKind;
import org.uputnica.casefile.domain.Attachments;
import org.uputnica.casefile.domain.BrokenSealException;
import org.uputnica.casefile.domain.CaseFileRefusal;
import org.uputnica.casefile.domain.SealedContent;
import org.uputnica.casefile.domain.SealedPerson;
import org.uputnica.casefile.domain.SealedPersons;
import org.uputnica.casefile.domain.Slot;
import org.uputnica.consent.Grant;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/**
 * Attachments of a person's file. Like {@link CaseFileService} it trusts its callers with role,
 * case and consent; a content opens with a {@link Grant} only. Content keys are items of the file,
 * so who is shut out, or the erasing of a person, closes her attachments with everything else.
 */
@ApplicationScoped
@Transactional
public class AttachmentService {
  private final Attachments attachments;
  private final OpenFiles files;
  private final SealedPersons persons;
  private final BrokenSeals seals;
  private final AttachmentSettings settings;
  private final AuditTrail audit;
  private final Clock clock;

  AttachmentService(
      Attachments attachments,
      OpenFiles files,
      SealedPersons persons,
      BrokenSeals seals,
      AttachmentSettings settings,
      AuditTrail audit,
      Clock clock) {
    this.attachments = attachments;
    this.files = files;
    this.persons = persons;
    this.seals = seals;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Says that an attachment will be sent. An id that is in use breaks the table's key ({@code
   * already-exists}).
   */
  public Attachment announce(CaseId caseId, UUID id, AttachmentKind kind, @Nullable UUID consent) {
    attachments.announce(id, caseId, kind, consent, clock.instant());
    audit.append(AuditEvent.of("attachment-announced", caseId, id, "kind", kind.name()));
    return require(caseId, id);
  }

  /** What is known of a case's attachments, oldest first. */
  public List<Attachment> of(CaseId caseId) {
    return attachments.of(caseId);
  }

  /**
   * One attachment, locked until the transaction ends.
   *
   * @throws RefusedException {@code not-found}
   */
  public Attachment require(CaseId caseId, UUID id) {
    return attachments.take(caseId, id).orElseThrow(RefusedException::notFound);
  }

  /**
   * Keeps what was received.
   *
   * @throws RefusedException {@code already-exists} when it has its content already
   */
  public Attachment keep(Attachment awaited, AttachmentCard card) {
    if (!require(awaited.caseId(), awaited.id()).isAwaited()) {
      throw new RefusedException(new CaseFileRefusal.KeptAlready());
    }
    keepCard(awaited.caseId(), card);
    attachments.keep(awaited.id(), card.upload(), card.type(), card.size(), clock.instant());
    return require(awaited.caseId(), awaited.id());
  }

  /** Destroys content and key. */
  public Attachment delete(Attachment attachment) {
    if (attachment.state() == Attachment.State.KEPT) {
      forgetCard(attachment.caseId(), attachment.slot());
    } else {
      audit.append(AuditEvent.of("attachment-deleted", attachment.caseId(), attachment.id()));
    }
    attachments.delete(attachment.id(), clock.instant());
    return require(attachment.caseId(), attachment.id());
  }

  /** Keeps a link for the caller; returns when it expires. */
  public Instant openLink(Attachment attachment, UUID link, Caller caller) {
    Instant expires = clock.instant().plus(settings.linkLifetime());
    attachments.addLink(hash(link), attachment.id(), caller.user(), expires);
    return expires;
  }

  /**
   * Takes a link, so that it opens once.
   *
   * @throws RefusedException {@code not-found} for one that is unknown, used, expired or another
   *     user's, alike
   */
  public Attachment follow(UUID link, Caller caller) {
    return attachments
        .takeLink(hash(link), caller.user(), clock.instant())
        .orElseThrow(RefusedException::notFound);
  }

  /**
   * Opens what opens a content, under a grant for its category.
   *
   * @throws RefusedException {@code not-found}
   */
  public Content open(Grant grant, Attachment attachment) {
    return new Content(attachment, readCard(grant, attachment.slot()), grant.recipient());
  }

  /**
   * The content itself. It is read twice, piece by piece and each in a transaction of its own: now,
   * to see that all of it opens, so that nothing is given out of one that was changed or cut off;
   * and again while it leaves. Neither a large content nor a slow reader holds anybody up.
   *
   * @param door asked in each transaction that reads a piece which leaves; refuses when nothing may
   *     leave any more
   * @return to be read once and closed
   * @throws RefusedException {@code internal}, with an alarm, when it is not what was kept; {@code
   *     not-found} when it was deleted meanwhile, or its reader shut out; reading throws the same,
   *     and what the door throws
   */
  @Transactional(Transactional.TxType.NEVER)
  public InputStream read(Content content, Runnable door) {
    try (InputStream whole = opening(content, () -> {})) {
      whole.transferTo(OutputStream.nullOutputStream());
      return opening(content, door);
    } catch (IOException changed) {
      throw unreadable(content);
    }
  }

  private InputStream opening(Content content, Runnable door) throws IOException {
    Attachment attachment = content.attachment();
    AttachmentCard card = content.card();
    var sealed =
        new SealedContent(
            attachment.caseId(),
            attachment.country(),
            attachment.id(),
            card.kind(),
            card.upload(),
            card.key());
    var chunks =
        new ChunkInput(number ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  door.run();
                  return attachments.chunk(attachment.id(), card.upload(), number);
                }));
    return new FilterInputStream(sealed.opening(chunks)) {
      @Override
      public int read(byte[] bytes, int offset, int count) {
        try {
          return super.read(bytes, offset, count);
        } catch (IOException changed) {
          throw unreadable(content);
        }
      }
    };
  }

  /** What was deleted or closed to its reader is gone; what her file still knows was changed. */
  private RefusedException unreadable(Content content) {
    CaseId caseId = content.attachment().caseId();
    if (!QuarkusTransaction.requiringNew().call(() -> isKept(content))) {
      return RefusedException.notFound();
    }
    seals.alarm(caseId, new BrokenSealException("an attachment does not open"));
    return new RefusedException(new CaseFileRefusal.SealBroken(caseId));
  }

  private boolean isKept(Content content) {
    CaseId caseId = content.attachment().caseId();
    return persons.find(caseId, content.reader(), Set.of()).isPresent()
        && files.take(caseId, Set.of()).person().has(content.card().slot());
  }

  /** Keeps a sealed chunk of an upload. */
  public void addChunk(UUID attachment, UUID upload, int number, byte[] sealed) {
    attachments.addChunk(attachment, upload, number, sealed, clock.instant());
  }

  /** Forgets the chunks of an upload, unless it became the content. */
  public void dropUpload(UUID upload) {
    attachments.dropUpload(upload);
  }

  /** Forgets what unfinished uploads left behind, and links nobody followed. */
  public void sweep() {
    Instant now = clock.instant();
    attachments.sweep(now.minus(settings.unfinishedKept()), now);
  }

  /**
   * Seals what opens an attachment, beside the items of its category.
   *
   * @throws RefusedException {@code already-exists} when the file has something in its place
   */
  private void keepCard(CaseId caseId, AttachmentCard card) {
    OpenFiles.Opened file = files.take(caseId, Set.of());
    if (file.person().has(card.slot())) {
      throw new RefusedException(new CaseFileRefusal.KeptAlready());
    }
    SealedPerson.Change change = file.person().keepCard(card);
    persons.put(caseId, change, clock.instant());
    files.journalChange("attachment-kept", caseId, card.attachment(), change);
  }

  /**
   * Unseals what opens an attachment under a grant for its category.
   *
   * @throws RefusedException {@code not-found} when the recipient was not admitted, the grant does
   *     not cover the category, or there is nothing in this place
   */
  private AttachmentCard readCard(Grant grant, Slot slot) {
    if (!grant.items().contains(slot.category())) {
      throw RefusedException.notFound();
    }
    OpenFiles.Opened file = files.find(grant, Set.of(slot));
    Optional<AttachmentCard> card =
        seals.trusting(grant.caseId(), () -> file.person().readCard(slot));
    files.journalReading("attachment-read", grant, file, slot);
    return card.orElseThrow(RefusedException::notFound);
  }

  /** Forgets what opens an attachment: its content is noise from then on. */
  private void forgetCard(CaseId caseId, Slot slot) {
    OpenFiles.Opened file = files.take(caseId, Set.of());
    SealedPerson.Change change = file.person().forget(slot);
    persons.drop(caseId, change, slot, clock.instant());
    files.journalChange("attachment-deleted", caseId, slot.note(), change);
  }

  private static byte[] hash(UUID link) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(link.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A content that may be read now.
   *
   * @param reader with whose key
   */
  public record Content(Attachment attachment, AttachmentCard card, OrganizationId reader) {}
}
