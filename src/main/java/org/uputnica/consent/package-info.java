/**
 * Consent: statements that are only ever added, one decision, one gate. Nothing personal leaves the
 * vault without a {@link org.uputnica.consent.Grant}.
 */
@NullMarked
package org.uputnica.consent;

import org.jspecify.annotations.NullMarked;
