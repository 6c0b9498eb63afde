/**
 * Format of an entry, the Merkle tree over them, and the check of both. Described in {@code
 * docs/journal.md}.
 */
@NullMarked
package org.uputnica.audit.domain;

import org.jspecify.annotations.NullMarked;
