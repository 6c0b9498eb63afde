/** Consents, exceptions and receipts over HTTP. */
@NullMarked
package org.uputnica.consent.api;

import org.jspecify.annotations.NullMarked;
