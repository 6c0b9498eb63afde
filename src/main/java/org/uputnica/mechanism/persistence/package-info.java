/** Rows of cases, tracks, clocks and work lists. */
@NullMarked
package org.uputnica.mechanism.persistence;

import org.jspecify.annotations.NullMarked;
