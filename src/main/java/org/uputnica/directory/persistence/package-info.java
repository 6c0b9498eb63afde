/** The directory in PostgreSQL, schema directory. */
@NullMarked
package org.uputnica.directory.persistence;

import org.jspecify.annotations.NullMarked;
