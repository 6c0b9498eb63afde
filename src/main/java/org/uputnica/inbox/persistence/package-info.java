/** Readers, webhooks and what is on its way, in PostgreSQL. */
@NullMarked
package org.uputnica.inbox.persistence;

import org.jspecify.annotations.NullMarked;
