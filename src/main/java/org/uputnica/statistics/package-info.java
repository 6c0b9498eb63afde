/**
 * Counts, never persons. Keeps of a month that is over what may be told of it, and asks the rooms
 * below for everything else.
 */
@NullMarked
package org.uputnica.statistics;

import org.jspecify.annotations.NullMarked;
