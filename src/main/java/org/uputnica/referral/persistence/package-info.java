/** Rows of referrals. */
@NullMarked
package org.uputnica.referral.persistence;

import org.jspecify.annotations.NullMarked;
