package org.uputnica.casefile;

import org.uputnica.platform.id.CaseId;

/**
 * Event, in the transaction that erases, and once more at each start: a person's keys and sealed
 * items are destroyed. Whoever keeps something else under her key or about her identity destroys it
 * now; where nothing is left, nothing happens.
 */
public record PersonErased(CaseId caseId) {}
