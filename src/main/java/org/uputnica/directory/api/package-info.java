/** The directory over HTTP. */
@NullMarked
package org.uputnica.directory.api;

import org.jspecify.annotations.NullMarked;
