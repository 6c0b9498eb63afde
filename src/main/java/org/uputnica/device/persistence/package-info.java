/** Devices in PostgreSQL. */
@NullMarked
package org.uputnica.device.persistence;

import org.jspecify.annotations.NullMarked;
