/** Rows of {@code process.consent_statement}: added, never changed. */
@NullMarked
package org.uputnica.consent.persistence;

import org.jspecify.annotations.NullMarked;
