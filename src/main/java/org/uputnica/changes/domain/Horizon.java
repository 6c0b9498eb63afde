package org.uputnica.changes.domain;

/**
 * Until where the register is complete.
 *
 * @param before every transaction with a smaller number has ended
 * @param timeline of the database; another one after it was put back from a backup, and then the
 *     numbers mean something else
 */
public record Horizon(long before, String timeline) {}
