package org.uputnica.audit.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one journal entry says; exactly this is hashed.
 *
 * @param at server time, UTC, microseconds
 * @param organization the organisation the actor acted for
 * @param actor pseudonym of the user, the same at every entry; {@code service} for jobs
 * @param roles role codes, sorted
 * @param outcome name of an {@link Outcome}
 * @param details key, value, key, value; sorted by key
 */
public record EntryContent(
    Instant at,
    String country,
    UUID organization,
    String actor,
    List<String> roles,
    String action,
    String outcome,
    @Nullable UUID caseId,
    @Nullable String subject,
    List<String> details) {
  public EntryContent {
    roles = List.copyOf(roles);
    details = List.copyOf(details);
  }

  /**
   * The canonical bytes. Every part is preceded by its length and every list by its count, so two
   * different contents never have the same bytes.
   */
  public byte[] canonical() {
    return new CanonicalBytes()
        .text("uputnica-journal-entry-1")
        .instant(at)
        .text(country)
        .uuid(organization)
        .text(actor)
        .texts(roles)
        .text(action)
        .text(outcome)
        .uuid(caseId)
        .text(subject)
        .texts(details)
        .bytes();
  }

  /**
   * The hash of this entry as a leaf of the tree: SHA-256 over 0x00, salt and canonical bytes (RFC
   * 6962 section 2.1 with salt and content as the leaf's data).
   */
  public Octets leaf(Octets salt) {
    return Hashing.leaf(salt, canonical());
  }
}
