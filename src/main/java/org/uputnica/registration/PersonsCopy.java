package org.uputnica.registration;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.uputnica.casefile.CopiedFile;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.domain.CaseRecord;

/**
 * Everything that is kept of a person, for herself (GDPR article 15, Convention 108+ article 9).
 *
 * @param opened the categories that are in it
 * @param statements what she said, oldest first
 */
public record PersonsCopy(
    CaseRecord record,
    Instant madeAt,
    Set<ItemCategory> opened,
    CopiedFile file,
    List<ConsentStatement> statements) {
  public PersonsCopy {
    opened = Set.copyOf(opened);
    statements = List.copyOf(statements);
  }

  @Override
  public String toString() {
    return "PersonsCopy[" + record.id() + ", redacted]";
  }
}
