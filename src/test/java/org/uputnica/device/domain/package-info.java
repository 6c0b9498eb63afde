/** Tests of who may lock a device. */
@NullMarked
package org.uputnica.device.domain;

import org.jspecify.annotations.NullMarked;
