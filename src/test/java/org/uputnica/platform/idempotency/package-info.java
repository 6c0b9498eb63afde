/** Answers kept and forgotten. */
@NullMarked
package org.uputnica.platform.idempotency;

import org.jspecify.annotations.NullMarked;
