/** What a device is, and who may lock it. */
@NullMarked
package org.uputnica.device.domain;

import org.jspecify.annotations.NullMarked;
