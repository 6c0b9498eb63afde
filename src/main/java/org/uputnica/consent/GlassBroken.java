package org.uputnica.consent;

import java.time.Instant;
import org.uputnica.platform.id.CaseId;

/**
 * Event: somebody opened identity in an emergency. Fired in the same transaction, so a second
 * person is told of it or it does not happen.
 *
 * @param at server time, UTC
 */
public record GlassBroken(CaseId caseId, Instant at) {}
