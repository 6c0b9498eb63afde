/**
 * The clock, injected wherever time matters: real time, in a practice the time it was moved to; and
 * {@link RealTime} for what no practice moves.
 */
@NullMarked
package org.uputnica.platform.time;

import org.jspecify.annotations.NullMarked;
