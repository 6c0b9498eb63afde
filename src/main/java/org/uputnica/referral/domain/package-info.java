/** What a referral is and when its envelopes open. */
@NullMarked
package org.uputnica.referral.domain;

import org.jspecify.annotations.NullMarked;
