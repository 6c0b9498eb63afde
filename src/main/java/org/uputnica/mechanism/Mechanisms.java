package org.uputnica.mechanism;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Map;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The procedures of the countries, read and checked once at start; a broken file stops the start.
 */
@Startup
@ApplicationScoped
public class Mechanisms {
  private final Map<String, Mechanism> countries;

  Mechanisms(MechanismSettings settings) {
    MechanismLoader loader =
        settings
            .directory()
            .map(Path::of)
            .map(MechanismLoader::ofDirectory)
            .orElseGet(MechanismLoader::ofClasspath);
    countries = loader.countries();
  }

  /**
   * The procedure new cases of a country start with.
   *
   * @throws RefusedException {@code rule-broken} when this node has no procedure for the country
   */
  public Mechanism current(CountryCode country) {
    Mechanism mechanism = countries.get(country.value());
    if (mechanism == null) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "This node has no procedure for the country",
          FieldProblem.about(country.value(), "has no procedure here"));
    }
    return mechanism;
  }
}
