package org.uputnica.consent;

import org.uputnica.consent.domain.Recall;

/** Event: a recipient has not said in time what became of what it was asked to give back. */
public record RecallUnanswered(Recall recall) {}
