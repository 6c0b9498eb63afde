/** The closed catalogue of refusals and how they become RFC 9457 documents. */
@NullMarked
package org.uputnica.platform.problem;

import org.jspecify.annotations.NullMarked;
