@NullMarked
package org.uputnica.inbox;

import org.jspecify.annotations.NullMarked;
