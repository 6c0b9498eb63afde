/** One country asks another: messages sealed for one receiver, and each side's own record. */
@NullMarked
package org.uputnica.crossborder;

import org.jspecify.annotations.NullMarked;
