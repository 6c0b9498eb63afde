package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.uputnica.crossborder.domain.Agreed;
import org.uputnica.crossborder.domain.Agreement;
import org.uputnica.crossborder.domain.AgreementEnd;
import org.uputnica.crossborder.domain.AgreementEnds;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Agreements between countries as the files say them now, whatever version a case runs on, unless a
 * country has said that it leaves. A day is one of the country that looks; the last day still
 * counts.
 */
@ApplicationScoped
class Agreements {
  private final Mechanisms mechanisms;
  private final DirectoryService directory;
  private final AgreementEnds ends;
  private final Clock clock;

  Agreements(Mechanisms mechanisms, DirectoryService directory, AgreementEnds ends, Clock clock) {
    this.mechanisms = mechanisms;
    this.directory = directory;
    this.ends = ends;
    this.clock = clock;
  }

  /**
   * An agreement that one of two countries has left, as {@code country} looks at it.
   *
   * @param saidAt when a country last said so; the beginning of time where only the files do
   */
  record Ended(CountryCode country, CountryCode other, Instant saidAt) {}

  /** Which of these countries have left another, or were left by it. */
  List<Ended> ended(List<CountryCode> countries) {
    List<AgreementEnd> words = ends.last();
    return countries.stream()
        .flatMap(country ->
            countries.stream()
                .map(other -> new Ended(country, other, saidAt(words, country, other))))
        .filter(it -> between(it.country(), it.other(), words).hasEnded())
        .toList();
  }

  private static Instant saidAt(List<AgreementEnd> words, CountryCode one, CountryCode other) {
    return Stream.of(word(words, one, other), word(words, other, one))
        .flatMap(Optional::stream)
        .filter(it -> it.lastDay() != null)
        .map(AgreementEnd::saidAt)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** How a country stands to another today. */
  Agreed between(CountryCode country, CountryCode other) {
    return between(country, other, ends.last());
  }

  /** Those of these requests whose agreement has not ended. */
  List<Request> notEnded(List<Request> of) {
    List<AgreementEnd> words = ends.last();
    return of.stream()
        .filter(it -> !between(it.country(), it.otherCountry(), words).hasEnded())
        .toList();
  }

  private Agreed between(CountryCode country, CountryCode other, List<AgreementEnd> words) {
    ZoneId zone =
        mechanisms.find(country.value()).map(it -> it.reckoning().zone()).orElse(ZoneOffset.UTC);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    List<Agreement> ours = said(country, other);
    List<Agreement> theirs = said(other, country);
    return Agreed.on(
        today,
        word(words, country, other).map(it -> it.over(ours, theirs)).orElse(ours),
        word(words, other, country).map(it -> it.over(theirs, ours)).orElse(theirs));
  }

  private static Optional<AgreementEnd> word(
      List<AgreementEnd> words, CountryCode country, CountryCode partner) {
    return words.stream()
        .filter(it -> it.country().equals(country) && it.partner().equals(partner))
        .findFirst();
  }

  /**
   * Refuses what would be new in a country whose agreement has ended.
   *
   * @throws RefusedException {@code agreement-ended}, with the last day
   */
  void requireNotEnded(CountryCode country, CountryCode other) {
    Agreed agreed = between(country, other);
    if (agreed.hasEnded()) {
      throw RefusedException.of(
          ProblemType.AGREEMENT_ENDED,
          "The agreement with this country has ended; no new request goes there",
          new FieldProblem(
              "toCountry",
              "agreement-ended",
              "the last day was the one named",
              List.of(String.valueOf(agreed.until()))));
    }
  }

  /** The contact points of other countries as this one sees them. */
  List<ContactPoint> contactPoints(CountryCode country, List<CountryCode> others) {
    List<AgreementEnd> words = ends.last();
    return others.stream()
        .flatMap(of -> directory.withFunction(of, "contact-point").stream())
        .map(it -> contactPoint(country, it, words))
        .toList();
  }

  /** One of them, if the directory still has it. */
  Optional<ContactPoint> contactPoint(CountryCode country, CountryCode of) {
    return contactPoints(country, List.of(of)).stream().findFirst();
  }

  private ContactPoint contactPoint(
      CountryCode country, Organization organization, List<AgreementEnd> words) {
    CountryCode of = organization.country();
    return new ContactPoint(
        organization, between(country, of, words), dataGround(country, of).orElse(null));
  }

  /** On what ground data may go from one country to another, where somebody settled it. */
  Optional<String> dataGround(CountryCode country, CountryCode to) {
    return rows(country, "P-XDATA", to)
        .map(row -> word(row, "ground"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private List<Agreement> said(CountryCode country, CountryCode partner) {
    return rows(country, "P-XAGREE", partner).map(row -> agreement(partner, row)).toList();
  }

  private static Agreement agreement(CountryCode partner, Map<String, List<String>> row) {
    Optional<String> from = word(row, "from");
    return new Agreement(
        partner,
        word(row, "state").filter("DRAFT"::equals).isPresent(),
        from.or(() -> word(row, "year")).orElse(null),
        from.map(LocalDate::parse).orElse(null),
        word(row, "until").map(LocalDate::parse).orElse(null),
        row.getOrDefault("scope", List.of()));
  }

  private Stream<Map<String, List<String>>> rows(
      CountryCode country, String parameter, CountryCode partner) {
    return mechanisms
        .find(country.value())
        .flatMap(it -> it.parameter(parameter))
        .map(Parameter::rows)
        .stream()
        .flatMap(List::stream)
        .filter(row -> word(row, "partner").filter(partner.value()::equals).isPresent());
  }

  private static Optional<String> word(Map<String, List<String>> row, String part) {
    return row.getOrDefault(part, List.of()).stream()
        .findFirst()
        .filter(it -> !it.equals(Parameter.UNKNOWN));
  }
}
