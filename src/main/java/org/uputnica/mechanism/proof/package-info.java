/**
 * Proves the rules that hold across tracks: walks through every combination of track states that a
 * country's procedure can reach, by the procedure itself, and looks at each step of the way.
 */
@NullMarked
package org.uputnica.mechanism.proof;

import org.jspecify.annotations.NullMarked;
