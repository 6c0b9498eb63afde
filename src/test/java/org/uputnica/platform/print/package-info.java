@NullMarked
package org.uputnica.platform.print;

import org.jspecify.annotations.NullMarked;
