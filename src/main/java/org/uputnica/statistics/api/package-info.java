/** Figures over HTTP. */
@NullMarked
package org.uputnica.statistics.api;

import org.jspecify.annotations.NullMarked;
