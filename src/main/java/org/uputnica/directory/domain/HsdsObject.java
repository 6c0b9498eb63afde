package org.uputnica.directory.domain;

import java.util.UUID;

/**
 * An HSDS object that stands in a file by itself.
 *
 * @param kind {@code location}, {@code taxonomy} or {@code taxonomy_term}
 * @param document as it came, JSON
 */
public record HsdsObject(UUID id, String kind, String document) {}
