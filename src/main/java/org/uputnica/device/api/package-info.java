/** Devices over HTTP. */
@NullMarked
package org.uputnica.device.api;

import org.jspecify.annotations.NullMarked;
