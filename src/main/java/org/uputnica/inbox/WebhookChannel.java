package org.uputnica.inbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.uputnica.inbox.domain.TargetRule;
import org.uputnica.inbox.domain.WebhookSecret;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.time.RealTime;

/**
 * Calls the systems of organisations: with an id that means nothing, signed, to where {@link
 * TargetRule} lets it. What a name leads to is asked right before each call; the Java runtime
 * remembers that answer for the half minute in which the call asks again.
 */
@ApplicationScoped
public class WebhookChannel {
  private static final int GONE = 410;

  private final TargetRule rule;
  private final InboxSettings settings;
  private final Clock clock;
  private final HttpClient http;

  WebhookChannel(
      InboxSettings settings,
      @ConfigProperty(name = "uputnica.demo") boolean demo,
      @RealTime Clock clock) {
    this.rule = new TargetRule(demo, settings.privateTargets());
    this.settings = settings;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.patience())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** How a call went. */
  enum Called {
    TAKEN,
    NOT_TAKEN,
    /** The receiver says that it is gone for good. */
    GONE
  }

  /**
   * Demands that calls may be sent there; asks what its name leads to, so never inside a
   * transaction.
   *
   * @throws RefusedException {@code target-refused}
   */
  public URI require(String url) {
    try {
      URI target = URI.create(url);
      if (mayCall(target)) {
        return target;
      }
    } catch (IllegalArgumentException unreadable) {
      // refused below like one that is closed
    }
    throw new RefusedException(new InboxRefusal.NoTarget());
  }

  /** Calls, and waits for as long as the receiver may take. */
  Called call(URI target, UUID id, WebhookSecret secret) {
    if (!mayCall(target)) {
      return Called.NOT_TAKEN;
    }
    Instant now = clock.instant();
    String body = "{\"id\":\"" + id + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(settings.patience())
            .header("Content-Type", "application/json")
            .header("User-Agent", "webhook")
            .header("webhook-id", id.toString())
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", secret.sign(id.toString(), now, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close(); // whatever it says, and however long
      return answer.statusCode() / 100 == 2
          ? Called.TAKEN
          : answer.statusCode() == GONE ? Called.GONE : Called.NOT_TAKEN;
    } catch (IOException | IllegalArgumentException away) {
      return Called.NOT_TAKEN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Called.NOT_TAKEN;
    }
  }

  private boolean mayCall(URI target) {
    if (!rule.allows(target)) {
      return false;
    }
    try {
      return List.of(InetAddress.getAllByName(target.getHost())).stream()
          .allMatch(it -> rule.allows(target, it));
    } catch (UnknownHostException nowhere) {
      return false;
    }
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
