/** Rules and stores of cascades and answer links. */
@NullMarked
package org.uputnica.offer.domain;

import org.jspecify.annotations.NullMarked;
