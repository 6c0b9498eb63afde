/** The same key and body give the first answer again. */
@NullMarked
package org.uputnica.platform.idempotency;

import org.jspecify.annotations.NullMarked;
