package org.uputnica.registration;

import org.uputnica.platform.id.CaseId;

/**
 * Event, in the transaction of the decision and before anything is destroyed: what was sent to
 * others about this person is asked back now.
 */
public record ErasureApproved(CaseId caseId) {}
