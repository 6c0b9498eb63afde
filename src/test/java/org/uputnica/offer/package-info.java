/** Cascades and answer links, through the real stack. */
@NullMarked
package org.uputnica.offer;

import org.jspecify.annotations.NullMarked;
