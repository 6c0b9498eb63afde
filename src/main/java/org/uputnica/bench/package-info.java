/**
 * Measures a running service over HTTP, and the same rows by plain SQL on the same database. Knows
 * the service only from outside, and its tables.
 */
@NullMarked
package org.uputnica.bench;

import org.jspecify.annotations.NullMarked;
