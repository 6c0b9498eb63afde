/** Possible matches and counted searches in PostgreSQL. */
@NullMarked
package org.uputnica.registration.persistence;

import org.jspecify.annotations.NullMarked;
