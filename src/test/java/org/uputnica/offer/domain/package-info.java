/** Rules of cascades. */
@NullMarked
package org.uputnica.offer.domain;

import org.jspecify.annotations.NullMarked;
