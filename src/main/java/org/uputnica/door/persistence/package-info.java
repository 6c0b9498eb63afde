/** The door in PostgreSQL, in the running transaction. */
@NullMarked
package org.uputnica.door.persistence;

import org.jspecify.annotations.NullMarked;
