/** The register of changes in PostgreSQL. */
@NullMarked
package org.uputnica.changes.persistence;

import org.jspecify.annotations.NullMarked;
