/** Rules of referrals. */
@NullMarked
package org.uputnica.referral.domain;

import org.jspecify.annotations.NullMarked;
