/** What travels: signed, sealed for one receiver, in order, once. */
@NullMarked
package org.uputnica.crossborder.message;

import org.jspecify.annotations.NullMarked;
