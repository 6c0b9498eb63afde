/** The code lists as different accounts find them. */
@NullMarked
package org.uputnica.platform.api;

import org.jspecify.annotations.NullMarked;
