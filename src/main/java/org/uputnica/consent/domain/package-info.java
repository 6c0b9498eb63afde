/** What a person said about her data, and the one pure decision that follows from it. */
@NullMarked
package org.uputnica.consent.domain;

import org.jspecify.annotations.NullMarked;
