/** Referrals over HTTP. */
@NullMarked
package org.uputnica.referral.api;

import org.jspecify.annotations.NullMarked;
