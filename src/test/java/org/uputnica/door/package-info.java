@NullMarked
package org.uputnica.door;

import org.jspecify.annotations.NullMarked;
