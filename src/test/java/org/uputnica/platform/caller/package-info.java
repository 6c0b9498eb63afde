@NullMarked
package org.uputnica.platform.caller;

import org.jspecify.annotations.NullMarked;
