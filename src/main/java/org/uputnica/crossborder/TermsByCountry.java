package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.TransferRules;
import org.uputnica.consent.domain.TransferTerms;
import org.uputnica.consent.domain.TransferTerms.Safeguard;
import org.uputnica.crossborder.domain.Agreed;
import org.uputnica.crossborder.domain.Agreement;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.platform.id.CountryCode;

/**
 * Terms of transfers: retention by the version the case runs on, safeguard and agreement as the
 * countries stand to each other today.
 */
@ApplicationScoped
class TermsByCountry implements TransferRules {
  private final Mechanisms mechanisms;
  private final Agreements agreements;

  TermsByCountry(Mechanisms mechanisms, Agreements agreements) {
    this.mechanisms = mechanisms;
    this.agreements = agreements;
  }

  @Override
  public TransferTerms of(CaseForConsent about, @Nullable CountryCode to) {
    @Nullable Integer months =
        mechanisms
            .of(about.country(), about.version())
            .parameter("P-RETENT")
            .flatMap(it -> it.part("months"))
            .map(Integer::valueOf)
            .orElse(null);
    if (to == null) {
      return new TransferTerms(months, Safeguard.NOT_SETTLED, null);
    }
    if (to.equals(about.country())) {
      return new TransferTerms(months, Safeguard.NOT_NEEDED, null);
    }
    return new TransferTerms(
        months,
        agreements
            .dataGround(about.country(), to)
            .map(Safeguard::valueOf)
            .orElse(Safeguard.NOT_SETTLED),
        name(agreements.between(about.country(), to), about.country(), to));
  }

  private static @Nullable String name(Agreed agreed, CountryCode one, CountryCode other) {
    return agreed.standing() == Agreement.Standing.IN_FORCE
        ? Stream.concat(
                Stream.of(one.value(), other.value()).sorted(), Stream.ofNullable(agreed.since()))
            .collect(Collectors.joining("-"))
        : null;
  }
}
