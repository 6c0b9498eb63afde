package org.uputnica.referral;

import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Referral;

/**
 * A referral, where it stands, the service it is for, and the public name of who asks.
 *
 * @param needs with the age as it is known now, until the referral is over
 * @param waitingPlace on a waiting list, the place in its order; else null
 */
public record ReferralView(
    Referral referral,
    NeedsEnvelope needs,
    TrackInstance track,
    ServiceOffer service,
    String senderName,
    @Nullable Integer waitingPlace) {}
