/** Cascades and answer links over HTTP. */
@NullMarked
package org.uputnica.offer.api;

import org.jspecify.annotations.NullMarked;
