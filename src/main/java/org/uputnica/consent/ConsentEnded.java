package org.uputnica.consent;

import java.util.List;
import java.util.UUID;
import org.uputnica.consent.domain.Ending;

/**
 * Event: a yes may have ended, whatever ended it. Fired inside the transaction of the word, while
 * the case is held, so whatever rested on it is stopped together with it or not at all. What it is
 * that no longer rests on anything, the ending says.
 *
 * @param stopped observers add the referrals and requests they have stopped
 */
public record ConsentEnded(Ending ending, List<UUID> stopped) {}
