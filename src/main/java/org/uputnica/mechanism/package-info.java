/**
 * The case as process: tracks, steps, clocks, work lists. Runs on a pseudonymous case and knows
 * nobody's name.
 */
@NullMarked
package org.uputnica.mechanism;

import org.jspecify.annotations.NullMarked;
