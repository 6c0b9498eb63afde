package org.uputnica.casefile;

import org.uputnica.platform.id.CaseId;

/**
 * Event, in the transaction in which a person who is to be erased is kept shut: what would still
 * carry her identity out of here must not, and nobody is compared with her, although nothing of
 * hers is destroyed yet.
 */
public record PersonKeptShut(CaseId caseId) {}
