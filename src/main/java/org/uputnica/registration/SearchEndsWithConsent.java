package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import org.uputnica.casefile.FileSearchService;
import org.uputnica.consent.ConsentEnded;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Ending;
import org.uputnica.consent.domain.ItemCategory;

/** Who may not keep a record any more does not find the person any more. */
@ApplicationScoped
class SearchEndsWithConsent {
  private final FileSearchService files;

  SearchEndsWithConsent(FileSearchService files) {
    this.files = files;
  }

  void end(@Observes ConsentEnded ended) {
    Ending ending = ended.ending();
    if (ending.scope() == ConsentScope.STORAGE) {
      files.forget(
          ending.caseId(),
          finder -> ending.left(finder, EnumSet.allOf(ItemCategory.class)).isEmpty());
    }
  }
}
