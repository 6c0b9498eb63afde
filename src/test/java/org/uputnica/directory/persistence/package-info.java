/** How the directory is read and written. */
@NullMarked
package org.uputnica.directory.persistence;

import org.jspecify.annotations.NullMarked;
