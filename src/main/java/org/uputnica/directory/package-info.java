/** Organisations, their services and free places, and which of them fit a need. */
@NullMarked
package org.uputnica.directory;

import org.jspecify.annotations.NullMarked;
