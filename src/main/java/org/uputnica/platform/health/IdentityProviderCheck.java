package org.uputnica.platform.health;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the realm answers. Tokens with a known key are checked without it; but nobody can sign in
 * while it is away.
 */
@Readiness
@ApplicationScoped
class IdentityProviderCheck implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final HttpRequest question;

  IdentityProviderCheck(@ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
    this.question =
        HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
            .timeout(PATIENCE)
            .build();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.builder().name("identity provider").status(answers()).build();
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }

  private boolean answers() {
    try {
      return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException away) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
