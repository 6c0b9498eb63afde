/** Texts in the caller's language. */
@NullMarked
package org.uputnica.platform.text;

import org.jspecify.annotations.NullMarked;
