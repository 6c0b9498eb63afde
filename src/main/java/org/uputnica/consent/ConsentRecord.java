package org.uputnica.consent;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.OrganizationId;

/**
 * A statement with everything another system is told of it; names nobody.
 *
 * @param inForce it is the latest word and opens something now
 * @param proved a signature, a print, a voice or an act of appointment is kept, which is all that
 *     is told of it
 * @param language of the sentences
 * @param purpose what she was asked, in the words in which she was asked
 * @param items the words for what the statement is about
 * @param control how she takes it back, or changes it
 * @param parties the offices concerned that are in the directory
 * @param madeAt UTC
 */
public record ConsentRecord(
    Spoken statement,
    CaseForConsent about,
    boolean inForce,
    boolean proved,
    Locale language,
    String purpose,
    Map<ItemCategory, String> items,
    String control,
    Map<OrganizationId, Organization> parties,
    Instant madeAt) {
  public ConsentRecord {
    items = Map.copyOf(items);
    parties = Map.copyOf(parties);
  }

  /** An office, if the directory knows it. */
  public @Nullable Organization party(OrganizationId id) {
    return parties.get(id);
  }

  /** An office as the person's own copy may name it: the recipient, as on her paper. */
  public @Nullable Organization partyOnPaper(OrganizationId id) {
    return id.equals(statement.said().recipient()) && ReceiptTexts.namesRecipient(statement.scope())
        ? party(id)
        : null;
  }
}
