/**
 * Cascades and answer links: houses that are asked one after the other, and houses without
 * accounts.
 */
@NullMarked
package org.uputnica.offer;

import org.jspecify.annotations.NullMarked;
