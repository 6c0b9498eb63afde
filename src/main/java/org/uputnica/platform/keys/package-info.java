/** Who holds the keys that open the wrapped data keys, and the keys a country signs with. */
@NullMarked
package org.uputnica.platform.keys;

import org.jspecify.annotations.NullMarked;
