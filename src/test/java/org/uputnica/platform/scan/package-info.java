@NullMarked
package org.uputnica.platform.scan;

import org.jspecify.annotations.NullMarked;
