/** The vault in PostgreSQL, reached through its functions only. */
@NullMarked
package org.uputnica.casefile.persistence;

import org.jspecify.annotations.NullMarked;
