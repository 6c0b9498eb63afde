/** The pages of an answer link. */
@NullMarked
package org.uputnica.offer.api;

import org.jspecify.annotations.NullMarked;
