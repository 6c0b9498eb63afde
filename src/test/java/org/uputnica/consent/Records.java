package org.uputnica.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.consent.domain.Statements;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.text.Texts;

/** Statements of an invented person, as another system is told of them. */
public final class Records {
  private static final ReceiptTexts TEXTS = new ReceiptTexts(new Texts());
  private static final Organization SHELTER =
      new Organization(
          Statements.SHELTER,
          "Breza",
          new CountryCode("ME"),
          Set.of("service"),
          "+38220000000",
          null,
          List.of());

  private Records() {}

  /** Every kind of statement about every scope. */
  public static Stream<ConsentRecord> all() {
    return Stream.of(ConsentScope.values())
        .flatMap(scope ->
            Stream.of(
                Statements.given(scope).items(ItemCategory.values()).until(Statements.THURSDAY),
                Statements.given(scope).until(Statements.MONDAY.plusSeconds(60)),
                Statements.refused(scope).byGuardian().because(RefusalReason.NO_TRUST),
                Statements.withdrawn(scope).items().because(RefusalReason.FEAR),
                Statements.asked(scope),
                Statements.notAsked(scope),
                Statements.invalidated(scope)))
        .map(said -> of((Spoken) said.to(Statements.SHELTER).at(Statements.MONDAY), true));
  }

  public static ConsentRecord of(Spoken spoken, boolean inForce) {
    return of(spoken, inForce, false);
  }

  /** In force, and with a signature that is kept. */
  public static ConsentRecord proved(Spoken spoken) {
    return of(spoken, true, true);
  }

  private static ConsentRecord of(Spoken spoken, boolean inForce, boolean proved) {
    return TEXTS.record(
        spoken,
        Statements.adult(),
        inForce,
        proved,
        null,
        Map.of(SHELTER.id(), SHELTER),
        Statements.TUESDAY);
  }
}
