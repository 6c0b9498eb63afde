@NullMarked
package org.uputnica.platform.page;

import org.jspecify.annotations.NullMarked;
