/** Rows of cascades and answer links. */
@NullMarked
package org.uputnica.offer.persistence;

import org.jspecify.annotations.NullMarked;
