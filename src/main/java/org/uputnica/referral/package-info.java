/**
 * Offers to services, holds, handover, arrival, feedback: needs first, identity only on acceptance.
 */
@NullMarked
package org.uputnica.referral;

import org.jspecify.annotations.NullMarked;
