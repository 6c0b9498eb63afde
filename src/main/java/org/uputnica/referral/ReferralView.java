package org.uputnica.referral;

import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.PublicNames;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Referral;

/**
 * A referral, where it stands, and the public names of who asks and who is asked.
 *
 * @param needs with the age as it is known now, until the referral is over
 * @param waitingPlace on a waiting list, the place in its order; else null
 */
public record ReferralView(
    Referral referral,
    NeedsEnvelope needs,
    TrackInstance track,
    PublicNames names,
    @Nullable Integer waitingPlace) {}
