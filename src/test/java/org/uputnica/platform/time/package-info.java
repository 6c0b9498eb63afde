@NullMarked
package org.uputnica.platform.time;

import org.jspecify.annotations.NullMarked;
