/** What a request between two countries is. */
@NullMarked
package org.uputnica.crossborder.domain;

import org.jspecify.annotations.NullMarked;
