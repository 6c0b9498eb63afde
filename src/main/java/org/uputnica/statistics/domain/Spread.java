package org.uputnica.statistics.domain;

/**
 * How long it took.
 *
 * @param persons for whom
 * @param median hours begun; the half took no longer
 * @param ninth hours begun; nine of ten took no longer
 */
public record Spread(long persons, long median, long ninth) {}
