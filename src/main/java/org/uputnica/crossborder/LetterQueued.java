package org.uputnica.crossborder;

import java.util.UUID;

/**
 * Event, in the transaction that queues it: a letter to the other country waits, and may leave once
 * that transaction stands.
 */
record LetterQueued(UUID id) {}
