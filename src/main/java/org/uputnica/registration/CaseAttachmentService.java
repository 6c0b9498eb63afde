package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.AttachmentService;
import org.uputnica.casefile.Received;
import org.uputnica.casefile.domain.Attachment;
import org.uputnica.casefile.domain.AttachmentKind;
import org.uputnica.consent.ConsentService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Attachments of a case for those who work on it. They are kept and opened on the terms of {@link
 * IdentityService}: each kind belongs to a category of identity data, and what was not agreed to is
 * neither kept nor opened.
 */
@ApplicationScoped
@Transactional
public class CaseAttachmentService {
  private final CaseService cases;
  private final IdentityService identities;
  private final AttachmentService attachments;
  private final ConsentService consents;

  CaseAttachmentService(
      CaseService cases,
      IdentityService identities,
      AttachmentService attachments,
      ConsentService consents) {
    this.cases = cases;
    this.identities = identities;
    this.attachments = attachments;
    this.consents = consents;
  }

  /**
   * Says that an attachment will be sent.
   *
   * @param consent for EVIDENCE alone, the statement it proves
   * @throws RefusedException {@code not-found}, {@code consent-missing}, {@code missing-field},
   *     {@code invalid-value}, {@code already-exists}
   */
  public Attachment announce(
      CaseId caseId, UUID id, AttachmentKind kind, @Nullable UUID consent, Caller caller) {
    identities.requireKeeping(caseId, kind.category(), caller);
    checkProof(caseId, kind, consent);
    return attachments.announce(caseId, id, kind, consent);
  }

  /** What is known of a case's attachments, for whoever may see the case as process. */
  public List<Attachment> list(CaseId caseId, Caller caller) {
    cases.require(caseId, caller);
    return attachments.of(caseId);
  }

  /** One of them. */
  public Attachment get(CaseId caseId, UUID id, Caller caller) {
    cases.require(caseId, caller);
    return attachments.require(caseId, id);
  }

  /**
   * The attachment whose content this caller sends.
   *
   * @throws RefusedException {@code not-found}, {@code consent-missing}
   */
  public Attachment sent(CaseId caseId, UUID id, Caller caller) {
    cases.requireTeam(caseId, caller);
    Attachment attachment = attachments.require(caseId, id);
    if (attachment.state() == Attachment.State.DELETED) {
      throw RefusedException.notFound();
    }
    identities.requireKeeping(caseId, attachment.kind().category(), caller);
    return attachment;
  }

  /**
   * Keeps a content that was received.
   *
   * @throws RefusedException {@code already-exists} when there is one already, and those of {@link
   *     #sent}: consent may have been taken back meanwhile
   */
  public Attachment keep(CaseId caseId, UUID id, Received received, Caller caller) {
    return attachments.keep(sent(caseId, id, caller), received.card());
  }

  /**
   * Destroys a content and its key.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}
   */
  public Attachment delete(CaseId caseId, UUID id, Revision expected, Caller caller) {
    identities.requireKeeper(caseId, caller);
    Attachment attachment = attachments.require(caseId, id);
    expected.require(attachment.revision());
    if (attachment.state() == Attachment.State.DELETED) {
      throw RefusedException.notFound();
    }
    return attachments.delete(attachment);
  }

  /**
   * Keeps a link that opens once for this caller, if she may open the content now.
   *
   * @return when it expires
   * @throws RefusedException {@code not-found}, {@code consent-missing}
   */
  public Instant openLink(CaseId caseId, UUID id, UUID link, Caller caller) {
    Attachment attachment = attachments.require(caseId, id);
    identities.leave(caseId, attachment.kind().category(), caller);
    return attachments.openLink(attachment, link, caller);
  }

  /**
   * Opens the content a link leads to; the gate is asked again.
   *
   * @throws RefusedException {@code not-found}, {@code consent-missing}
   */
  public AttachmentService.Content follow(UUID link, Caller caller) {
    Attachment attachment = attachments.follow(link, caller);
    var grant = identities.leave(attachment.caseId(), attachment.kind().category(), caller);
    return attachments.open(grant, attachment);
  }

  /**
   * Reads what {@link #follow} opened; the gate is asked again with each piece, so that after a
   * withdrawal was acknowledged no further piece leaves.
   *
   * @throws RefusedException those of {@link #follow} and {@link AttachmentService#read}, while it
   *     is read as well
   */
  @Transactional(Transactional.TxType.NEVER)
  public InputStream read(AttachmentService.Content content, Caller caller) {
    Attachment attachment = content.attachment();
    return attachments.read(
        content,
        () -> identities.requireLeave(attachment.caseId(), attachment.kind().category(), caller));
  }

  private void checkProof(CaseId caseId, AttachmentKind kind, @Nullable UUID consent) {
    boolean proves = kind == AttachmentKind.EVIDENCE;
    if (proves && consent == null) {
      throw RefusedException.of(
          ProblemType.MISSING_FIELD,
          "Evidence is evidence of something that was said",
          FieldProblem.at("consent", "is missing"));
    }
    boolean known =
        consent != null
            && consents.everSaid(caseId).stream()
                .anyMatch(said -> said.id().value().equals(consent));
    if (proves != known || (!proves && consent != null)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Evidence names a statement of this case, other kinds name none",
          FieldProblem.at("consent", proves ? "is no statement of this case" : "is for EVIDENCE"));
    }
  }
}
