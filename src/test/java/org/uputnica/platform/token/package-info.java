@NullMarked
package org.uputnica.platform.token;

import org.jspecify.annotations.NullMarked;
