/** The journal end to end. */
@NullMarked
package org.uputnica.audit;

import org.jspecify.annotations.NullMarked;
