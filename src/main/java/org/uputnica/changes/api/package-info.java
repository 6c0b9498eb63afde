/** Changes over HTTP. */
@NullMarked
package org.uputnica.changes.api;

import org.jspecify.annotations.NullMarked;
