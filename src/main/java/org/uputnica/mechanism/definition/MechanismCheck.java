package org.uputnica.mechanism.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.Mechanism;

/**
 * Looks at procedure files as a compiler looks at a program: at their form, at what they refer to,
 * and at whether they make sense as a whole. Tells everything at once.
 *
 * @param countries what could be read, by country code; complete only if nothing is wrong
 * @param findings by file and line
 */
public record MechanismCheck(Map<String, Mechanism> countries, List<Finding> findings) {
  private static final List<Check> CHECKS =
      List.of(
          new WayCheck(),
          new TakerCheck(),
          new ClockCheck(),
          new EffectCheck(),
          new PeriodCheck(),
          new SafeguardCheck());

  /** One thing to look at in a procedure that could be read. */
  interface Check {
    void look(Mechanism mechanism, Reading reading);
  }

  public MechanismCheck {
    countries = Map.copyOf(countries);
    findings = List.copyOf(findings);
  }

  /** Reads all files and looks at them. */
  public static MechanismCheck of(MechanismLoader loader) {
    Reading reading = new Reading();
    Optional<Mechanism> base = loader.base(reading);
    Map<String, Mechanism> countries = loader.countries(reading);
    List<Mechanism> all = Stream.concat(base.stream(), countries.values().stream()).toList();
    all.forEach(mechanism -> CHECKS.forEach(check -> check.look(mechanism, reading)));
    new LabelCheck(loader.texts(reading)).look(all, reading);
    AskCheck.look(countries.values(), reading);
    new SchemaCheck().look(loader.files(), reading);
    return new MechanismCheck(countries, reading.findings());
  }

  /** Findings that stop a start. */
  public List<Finding> wrong() {
    return findings.stream().filter(Finding::isWrong).toList();
  }

  /**
   * The mechanisms, if nothing is wrong with them.
   *
   * @throws MechanismFileException with everything that is
   */
  public Map<String, Mechanism> required() {
    if (!wrong().isEmpty()) {
      throw new MechanismFileException(wrong());
    }
    return countries;
  }
}
