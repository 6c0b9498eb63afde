package org.uputnica.registration.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.RecordConsent;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** What a first registration must obey beyond its shape. Pure. */
public final class RegistrationRules {
  private static final Set<ConsentStatus> ANSWERS =
      EnumSet.of(ConsentStatus.GIVEN, ConsentStatus.LIMITED, ConsentStatus.REFUSED);
  private static final Set<String> HEARD = Set.of("TOLD", "TOLD_BY_OTHERS");

  private RegistrationRules() {}

  /**
   * Checks codes and combinations.
   *
   * @param triage categories by which this country sorts at its border ({@code P-TRIAGE})
   * @throws RefusedException {@code invalid-value} for an unknown code or a name that does not fit
   *     its kind
   */
  public static void checkValues(
      Registration registration, CodeList indicators, CodeList languages, List<String> triage) {
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < registration.indicators().size(); i++) {
      if (!indicators.has(registration.indicators().get(i).code())) {
        problems.add(
            FieldProblem.at("indicators[" + i + "].code", "is not in the list indicators"));
      }
    }
    if (!languages.has(registration.language())) {
      problems.add(FieldProblem.at("language", "is not in the list languages", languages.codes()));
    }
    if (registration.triage() != null && !triage.contains(registration.triage())) {
      problems.add(FieldProblem.at("triage", "is no category of this country", triage));
    }
    if (registration.nameKind() == NameKind.NOT_GIVEN && registration.name() != null) {
      problems.add(FieldProblem.at("name", "must be absent when the name is not given"));
    }
    if (registration.nameKind() != NameKind.NOT_GIVEN && registration.name() == null) {
      problems.add(FieldProblem.at("name", "is missing; say NOT_GIVEN if there is none"));
    }
    if (!problems.isEmpty()) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE, "See errors", problems.toArray(FieldProblem[]::new));
    }
  }

  /**
   * Nobody is asked in front of a companion: where the person was not alone, only what was seen may
   * be noted.
   *
   * @throws RefusedException {@code private-place-needed}
   */
  public static void checkPlace(Registration registration) {
    if (registration.privatePlace()) {
      return;
    }
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < registration.indicators().size(); i++) {
      if (HEARD.contains(registration.indicators().get(i).source())) {
        problems.add(
            FieldProblem.at(
                "indicators[" + i + "].source", "only SEEN or IN_DOCUMENTS while not alone"));
      }
    }
    for (int i = 0; i < registration.consents().size(); i++) {
      if (ANSWERS.contains(registration.consents().get(i).status())) {
        problems.add(
            FieldProblem.at(
                "consents[" + i + "].status", "CR-NOTASKED with reason UNSAFE while not alone"));
      }
    }
    if (registration.screening() == Screening.PRESUMED) {
      problems.add(FieldProblem.at("screening", "UNDECIDED while not alone; screen when she is"));
    }
    if (!problems.isEmpty()) {
      throw RefusedException.of(
          ProblemType.PRIVATE_PLACE_NEEDED,
          "First a place where nobody listens, then the questions",
          problems.toArray(FieldProblem[]::new));
    }
  }

  /**
   * A name, or a birth year, is kept only where the person agreed that this organisation keeps a
   * record. An alias needs no agreement: it names nobody.
   *
   * @throws RefusedException {@code consent-missing}
   */
  public static void checkKeeping(Registration registration, OrganizationId responsible) {
    boolean names = registration.nameKind() == NameKind.NAME || registration.birthYear() != null;
    if (names && !letsKeep(registration, responsible)) {
      throw RefusedException.of(
          ProblemType.CONSENT_MISSING,
          "Use an alias or NOT_GIVEN until the person agrees that a record is kept",
          FieldProblem.about("CS-STO", "has not been given to the responsible organisation"));
    }
  }

  /**
   * Whoever presumes names the signs or a ground of one's own; the signs alone decide nothing.
   *
   * @throws RefusedException {@code rule-broken} with neither
   */
  public static void checkGround(Registration registration, boolean elementsSuffice) {
    boolean presumed = registration.screening() == Screening.PRESUMED;
    if (presumed && !elementsSuffice && registration.judgement() == null) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "To presume takes enough signs or a ground of one's own",
          FieldProblem.at("judgement", "is needed: the signs are not enough by themselves"));
    }
  }

  /** The elements the indicators support, by the list's own column. */
  public static Set<Element> elements(Registration registration, CodeList indicators) {
    Set<Element> found = EnumSet.noneOf(Element.class);
    for (var indicator : registration.indicators()) {
      @Nullable String element = indicators.cell(indicator.code(), "element").orElse(null);
      for (Element known : Element.values()) {
        if (known.name().equals(element)) {
          found.add(known);
        }
      }
    }
    return found;
  }

  /** Whether the person said yes to a record kept by this organisation. */
  public static boolean letsKeep(Registration registration, OrganizationId keeper) {
    return registration.consents().stream().anyMatch(it -> letsKeep(it, keeper));
  }

  /** The items the person lets this organisation keep. */
  public static Set<ItemCategory> kept(Registration registration, OrganizationId keeper) {
    Set<ItemCategory> kept = EnumSet.noneOf(ItemCategory.class);
    registration.consents().stream()
        .filter(it -> letsKeep(it, keeper))
        .forEach(it -> kept.addAll(it.items()));
    return kept;
  }

  private static boolean letsKeep(RecordConsent consent, OrganizationId keeper) {
    return consent.scope() == ConsentScope.STORAGE
        && (consent.status() == ConsentStatus.GIVEN || consent.status() == ConsentStatus.LIMITED)
        && keeper.equals(consent.recipient());
  }
}
