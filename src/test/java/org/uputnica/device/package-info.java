/** Tests of devices. */
@NullMarked
package org.uputnica.device;

import org.jspecify.annotations.NullMarked;
