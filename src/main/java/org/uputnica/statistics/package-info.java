/** Counts, never persons. Has no tables: it asks the rooms below. */
@NullMarked
package org.uputnica.statistics;

import org.jspecify.annotations.NullMarked;
