package org.uputnica.mechanism.domain;

/**
 * An indicator and how it came to be known.
 *
 * @param code of {@code indicators.csv}
 * @param source SEEN, TOLD, TOLD_BY_OTHERS or IN_DOCUMENTS
 */
public record SeenIndicator(String code, String source) {}
