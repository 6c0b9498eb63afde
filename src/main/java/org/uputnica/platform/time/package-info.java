/** The clock, injected wherever time matters. */
@NullMarked
package org.uputnica.platform.time;

import org.jspecify.annotations.NullMarked;
