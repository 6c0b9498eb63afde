package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Which countries this copy has a procedure for, and whether the operator's directory says
 * something that is not taken over. The last good procedures are served meanwhile, so that is no
 * reason to send nobody here.
 */
@Readiness
@ApplicationScoped
class MechanismHealth implements HealthCheck {
  private final Mechanisms mechanisms;

  MechanismHealth(Mechanisms mechanisms) {
    this.mechanisms = mechanisms;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("procedures")
        .up()
        .withData("countries", String.join(" ", mechanisms.countries().stream().sorted().toList()))
        .withData(
            "refused-findings",
            mechanisms.refused().map(refused -> refused.findings().size()).orElse(0))
        .build();
  }
}
