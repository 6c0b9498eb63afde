package org.uputnica.consent;

import org.uputnica.consent.domain.ConsentStatement;

/**
 * A statement as it stands now.
 *
 * @param approved for an exception: somebody else has approved it
 * @param inForce it is the latest word for its scope and recipient and opens something now
 */
public record Consent(ConsentStatement statement, boolean approved, boolean inForce) {}
