package org.uputnica.audit.domain;

/**
 * A key the journal is or was signed with. Old ones stay known: they prove what they signed.
 *
 * @param number 1, 2, 3 …
 * @param since number of the first checkpoint it signs; the key before signs that one too and so
 *     vouches for this one
 */
public record JournalKey(int number, NoteKey key, long since) {}
