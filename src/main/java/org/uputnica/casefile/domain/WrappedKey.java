package org.uputnica.casefile.domain;

import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * A person's data key, wrapped for one organisation.
 *
 * @param version of the data key, from 1
 * @param bytes what the key custody made of it
 */
public record WrappedKey(OrganizationId organization, long version, byte[] bytes) {
  /** What a wrapped key belongs to; without the same bytes it does not unwrap. */
  public static byte[] context(
      CountryCode country, OrganizationId organization, CaseId caseId, long version) {
    return Binding.of("uputnica.data-key.v1")
        .text(country.value())
        .id(organization.value())
        .id(caseId.value())
        .number(version)
        .bytes();
  }
}
