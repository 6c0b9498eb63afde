/** Rows of requests and messages. */
@NullMarked
package org.uputnica.crossborder.persistence;

import org.jspecify.annotations.NullMarked;
