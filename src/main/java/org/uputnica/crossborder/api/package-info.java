/** Requests between countries over HTTP. */
@NullMarked
package org.uputnica.crossborder.api;

import org.jspecify.annotations.NullMarked;
