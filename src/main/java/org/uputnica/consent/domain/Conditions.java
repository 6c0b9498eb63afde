package org.uputnica.consent.domain;

import java.util.Set;
import org.uputnica.platform.id.CaseId;

/** The store of conditions that bind the data of a case. Only added to. */
public interface Conditions {
  Set<Condition> of(CaseId id);

  void bind(CaseForConsent about, Set<Condition> conditions);
}
