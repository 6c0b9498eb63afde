@NullMarked
package org.uputnica.platform.keys;

import org.jspecify.annotations.NullMarked;
