package org.uputnica.referral;

import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.referral.domain.Referral;

/** A referral, where it stands, the service it is for, and the public name of who asks. */
public record ReferralView(
    Referral referral, TrackInstance track, ServiceOffer service, String senderName) {}
