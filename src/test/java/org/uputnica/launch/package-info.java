@NullMarked
package org.uputnica.launch;

import org.jspecify.annotations.NullMarked;
