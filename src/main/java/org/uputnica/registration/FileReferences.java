package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.uputnica.casefile.AttachmentService;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.Attachment;
import org.uputnica.mechanism.PersonsFile;
import org.uputnica.platform.id.CaseId;

/** Looks into the case file for what the process refers to. */
@ApplicationScoped
class FileReferences implements PersonsFile {
  private final CaseFileService files;
  private final AttachmentService attachments;

  FileReferences(CaseFileService files, AttachmentService attachments) {
    this.files = files;
    this.attachments = attachments;
  }

  @Override
  public boolean hasNote(CaseId caseId, UUID note) {
    return files.hasNote(caseId, note);
  }

  @Override
  public boolean hasDocument(CaseId caseId, UUID document) {
    return attachments.of(caseId).stream()
        .anyMatch(it -> it.id().equals(document) && it.state() != Attachment.State.DELETED);
  }
}
