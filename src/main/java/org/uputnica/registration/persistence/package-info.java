/** Possible matches, counted searches and requests to erase in PostgreSQL. */
@NullMarked
package org.uputnica.registration.persistence;

import org.jspecify.annotations.NullMarked;
