/**
 * The journal in PostgreSQL, schema {@code audit}; plain JDBC, because an append has to be cheap.
 */
@NullMarked
package org.uputnica.audit.persistence;

import org.jspecify.annotations.NullMarked;
