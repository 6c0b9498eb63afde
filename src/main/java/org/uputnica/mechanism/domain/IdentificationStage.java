package org.uputnica.mechanism.domain;

import java.util.Locale;
import java.util.Optional;

/**
 * How far the latest run of identification has come in favour of the person, in the order of the
 * process; {@code P-REFL-START} of a country names one of these.
 */
public enum IdentificationStage {
  /** Presumed, and not decided otherwise; taking the request back leaves the presumption. */
  PRESUMPTION,
  /** The file is with the competent body, or under review. */
  APPLICATION,
  /** The competent body decided in favour. */
  DECISION;

  /** What a state of the identification track amounts to; empty before and after a presumption. */
  public static Optional<IdentificationStage> of(StateCode state) {
    return switch (state.value()) {
      case "ID-PRE", "ID-WIT" -> Optional.of(PRESUMPTION);
      case "ID-PND", "ID-REV" -> Optional.of(APPLICATION);
      case "ID-POS" -> Optional.of(DECISION);
      default -> Optional.empty();
    };
  }

  /** The word used in the files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
