/** Devices that work without a network: registered by their key, locked when they are lost. */
@NullMarked
package org.uputnica.device;

import org.jspecify.annotations.NullMarked;
