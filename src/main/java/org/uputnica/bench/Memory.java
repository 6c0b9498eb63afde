package org.uputnica.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** How much memory the service has, by the system and by its own figures. */
final class Memory implements AutoCloseable {
  private static final String LIVE = "jvm_gc_live_data_size_bytes ";
  private static final double MEGABYTE = 1 << 20;

  private final Processes processes;
  private final URI figures;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  Memory(Processes processes, URI figures) {
    this.processes = processes;
    this.figures = figures;
  }

  /**
   * At one moment, in MB; negative: unknown.
   *
   * @param heap what was left after the last collection of everything
   */
  record Sample(double resident, double heap) {}

  Sample sample() {
    return new Sample(processes.residentMegabytes(), heap());
  }

  private double heap() {
    try {
      HttpRequest question =
          HttpRequest.newBuilder(figures).timeout(Duration.ofSeconds(10)).build();
      return http.send(question, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(LIVE))
          .mapToDouble(line -> Double.parseDouble(line.substring(LIVE.length())) / MEGABYTE)
          .filter(found -> found > 0)
          .findFirst()
          .orElse(-1);
    } catch (IOException nobodyThere) {
      return -1;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  static String megabytes(double value) {
    return value < 0 ? "unknown" : Markdown.number(value);
  }

  /** Of the straight line through values one apart that lies closest to them (least squares). */
  static double slope(List<Double> values) {
    double middle = (values.size() - 1) / 2.0;
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double along = 0;
    double across = 0;
    for (int i = 0; i < values.size(); i++) {
      along += (i - middle) * (values.get(i) - mean);
      across += (i - middle) * (i - middle);
    }
    return across == 0 ? 0 : along / across;
  }

  @Override
  public void close() {
    http.close();
  }
}
