/** Whether the service can work now. */
@NullMarked
package org.uputnica.platform.health;

import org.jspecify.annotations.NullMarked;
