/** The kept figures, and the counting over the tables of all rooms. */
@NullMarked
package org.uputnica.statistics.persistence;

import org.jspecify.annotations.NullMarked;
