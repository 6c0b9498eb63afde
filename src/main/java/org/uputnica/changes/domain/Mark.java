package org.uputnica.changes.domain;

import java.util.UUID;

/**
 * One entry of the register: this changed in that transaction.
 *
 * @param transaction number of the transaction that changed it; they commit in any order
 */
public record Mark(long transaction, ChangeKind kind, UUID id) {}
