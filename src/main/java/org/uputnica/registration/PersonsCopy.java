package org.uputnica.registration;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.uputnica.casefile.CopiedFile;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.domain.CaseRecord;

/**
 * Everything that is kept of a person, for herself (GDPR article 15, Convention 108+ article 9).
 *
 * @param opened the categories that are in it
 * @param betweenDesks the notes that two desks wrote to each other
 * @param statements what she said, oldest first
 */
public record PersonsCopy(
    CaseRecord record,
    Instant madeAt,
    Set<ItemCategory> opened,
    CopiedFile file,
    Set<UUID> betweenDesks,
    List<ConsentStatement> statements) {
  public PersonsCopy {
    opened = Set.copyOf(opened);
    betweenDesks = Set.copyOf(betweenDesks);
    statements = List.copyOf(statements);
  }

  @Override
  public String toString() {
    return "PersonsCopy[" + record.id() + ", redacted]";
  }
}
