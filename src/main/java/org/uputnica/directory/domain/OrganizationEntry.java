package org.uputnica.directory.domain;

import org.jspecify.annotations.Nullable;

/**
 * An organisation together with the HSDS object it was read out of.
 *
 * @param document JSON as it came; null of one that was loaded before it was kept
 * @param revision for {@code If-Match}
 */
public record OrganizationEntry(
    Organization organization, @Nullable String document, long revision) {}
