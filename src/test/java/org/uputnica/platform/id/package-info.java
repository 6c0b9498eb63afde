@NullMarked
package org.uputnica.platform.id;

import org.jspecify.annotations.NullMarked;
