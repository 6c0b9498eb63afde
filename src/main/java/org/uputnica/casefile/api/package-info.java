/** Keys over HTTP, for the operator. */
@NullMarked
package org.uputnica.casefile.api;

import org.jspecify.annotations.NullMarked;
