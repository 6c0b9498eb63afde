/**
 * Telling the staff that something waits for them, without telling others: inbox, letters,
 * webhooks.
 */
@NullMarked
package org.uputnica.inbox;

import org.jspecify.annotations.NullMarked;
