@NullMarked
package org.uputnica.statistics.domain;

import org.jspecify.annotations.NullMarked;
