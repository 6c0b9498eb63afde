/** The caller and the code lists over HTTP. */
@NullMarked
package org.uputnica.platform.api;

import org.jspecify.annotations.NullMarked;
