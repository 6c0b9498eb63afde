package org.uputnica.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.uputnica.casefile.domain.Attachment;
import org.uputnica.casefile.domain.AttachmentKind;
import org.uputnica.casefile.domain.Attachments;
import org.uputnica.consent.domain.Evidence;
import org.uputnica.consent.domain.Evidence.Proof;
import org.uputnica.consent.domain.Evidences;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;

/** Evidence as attachments, without their contents. */
@ApplicationScoped
class EvidencesFromAttachments implements Evidences {
  private final Attachments attachments;

  EvidencesFromAttachments(Attachments attachments) {
    this.attachments = attachments;
  }

  @Override
  public List<Evidence> of(CaseId id) {
    return attachments.of(id).stream()
        .filter(it -> it.kind() == AttachmentKind.EVIDENCE)
        .map(EvidencesFromAttachments::evidence)
        .toList();
  }

  private static Evidence evidence(Attachment attachment) {
    return new Evidence(
        attachment.id(),
        new ConsentId(Objects.requireNonNull(attachment.consent())),
        switch (attachment.state()) {
          case AWAITED -> Proof.AWAITED;
          case KEPT -> Proof.KEPT;
          case DELETED -> Proof.DESTROYED;
        });
  }
}
