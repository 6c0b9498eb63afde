package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.casefile.FileSearchService;
import org.uputnica.consent.ConsentWithdrawn;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.platform.id.OrganizationId;

/** Who may not keep a record any more does not find the person any more. */
@ApplicationScoped
class SearchEndsWithConsent {
  private final FileSearchService files;

  SearchEndsWithConsent(FileSearchService files) {
    this.files = files;
  }

  void stop(@Observes ConsentWithdrawn withdrawn) {
    if (withdrawn.scope() != ConsentScope.STORAGE) {
      return;
    }
    OrganizationId recipient = withdrawn.recipient();
    if (recipient == null) {
      files.forget(withdrawn.caseId());
    } else {
      files.forget(withdrawn.caseId(), recipient);
    }
  }
}
