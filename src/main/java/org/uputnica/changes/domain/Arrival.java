package org.uputnica.changes.domain;

import java.time.Instant;

/**
 * Something that came before a desk.
 *
 * @param at beginning of the transaction that put it there
 */
public record Arrival(Mark mark, Instant at) {}
