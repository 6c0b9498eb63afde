@NullMarked
package org.uputnica.statistics;

import org.jspecify.annotations.NullMarked;
