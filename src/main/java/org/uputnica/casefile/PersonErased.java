package org.uputnica.casefile;

import org.uputnica.platform.id.CaseId;

/**
 * Event, in the transaction that erases: a person's keys and sealed items are destroyed. Whoever
 * keeps something else under her key or about her identity destroys it now.
 *
 * @param again the database had come back from a backup; partners were told the first time
 */
public record PersonErased(CaseId caseId, boolean again) {}
