/** What may be told of a count. */
@NullMarked
package org.uputnica.statistics.domain;

import org.jspecify.annotations.NullMarked;
