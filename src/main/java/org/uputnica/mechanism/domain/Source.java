package org.uputnica.mechanism.domain;

/**
 * Where a rule or a value comes from.
 *
 * @param text law, article, report or practice
 * @param year year of the source; 0 if not known
 * @param confirmed was it confirmed with the authority of the country? Unconfirmed values are shown
 *     as such
 */
public record Source(String text, int year, boolean confirmed) {}
