package org.uputnica.casefile.domain;

import org.uputnica.platform.id.OrganizationId;

/**
 * A sealed thing as it is kept.
 *
 * @param organization who was responsible for the case when it was sealed
 * @param version counts from 1; every sealing of the same thing adds one
 * @param bytes nonce, ciphertext and tag
 */
public record SealedBody(OrganizationId organization, long version, byte[] bytes) {}
