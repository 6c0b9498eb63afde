package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/** One scenario being played, step by step, in plain words on a screen. */
final class Performance {
  private static final long BETWEEN_READINGS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Scenario scenario;
  private final Wire wire;
  private final PrintStream screen;
  private final StoryTime time;
  private final Memory memory;
  private Bookmark.@Nullable LastChange last;

  Performance(Scenario scenario, Wire wire, PrintStream screen, Clock clock) {
    this.scenario = scenario;
    this.wire = wire;
    this.screen = screen;
    this.time = new StoryTime(clock);
    this.memory = new Memory(scenario.known(), scenario.secrets(), time);
  }

  /** Takes over what was known when the scenario was stopped. */
  void goOnFrom(Bookmark bookmark) {
    bookmark.values().forEach(memory::remember);
    bookmark.revisions().forEach(memory::rememberRevision);
    wire.devices(bookmark.devices());
    last = bookmark.last();
  }

  /** What is needed to go on with step {@code next} later. */
  Bookmark bookmark(int next) {
    Bookmark.LastChange kept =
        last == null
            ? null
            : new Bookmark.LastChange(
                masked(last.request()), last.status(), memory.mask(last.text()));
    return new Bookmark(
        scenario.source(), next, memory.values(), memory.revisions(), wire.devices(), kept);
  }

  /**
   * Plays steps {@code from} to {@code to}, numbered from 1.
   *
   * @return whether all was as expected; after a deviation nothing more is done
   */
  boolean play(int from, int to) {
    scenario.steps().stream()
        .flatMap(step -> Stream.ofNullable(step.who().login()))
        .findFirst()
        .ifPresent(login -> time.ask(wire, login));
    for (Step step : scenario.steps().subList(from - 1, to)) {
      if (step.part() != null) {
        screen.println("   -- " + step.part());
      }
      if (!play(step)) {
        return false;
      }
    }
    return true;
  }

  private boolean play(Step step) {
    Wire.Request request = request(step);
    Step.Expected expected = filled(step);
    Answer answer = read(request, step, expected);
    List<String> deviations = deviations(step, expected, answer);
    long end = System.nanoTime() + Duration.ofSeconds(step.waitSeconds()).toNanos();
    while (!deviations.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_READINGS);
      answer = read(request, step, expected);
      deviations = deviations(step, expected, answer);
    }
    if (!request.method().equals("GET")) {
      last = new Bookmark.LastChange(request, answer.status(), answer.text());
    }
    if (!deviations.isEmpty()) {
      say(line(step) + ": NOT AS EXPECTED");
      say("     " + request.method() + " " + request.path());
      deviations.forEach(deviation -> say("     " + deviation));
      return false;
    }
    keep(step, answer);
    if (step.movesTime()) {
      time.learn(answer);
    }
    say(line(step) + ": " + outcome(step, answer));
    return true;
  }

  /** Of a list the page on which it is as expected; the last one when it is so on none. */
  private Answer read(Wire.Request request, Step step, Step.Expected expected) {
    Answer answer = wire.send(request);
    while (request.method().equals("GET")
        && answer.json().path("next").isTextual()
        && !deviations(step, expected, answer).isEmpty()) {
      answer = wire.send(request.from(answer.json().path("next").asText()));
    }
    return answer;
  }

  private Wire.Request request(Step step) {
    Step.Call call = step.call();
    if (call == null) {
      return filled(lastChange(step).request());
    }
    JsonNode body = call.body();
    String key = null;
    if (call.changes()) {
      key = call.sameKey() ? lastChange(step).request().key() : Ids.random().toString();
    }
    return new Wire.Request(
        step.who().login(),
        call.device(),
        call.method(),
        memory.fill(call.path()).replace(" ", "%20"),
        body == null ? null : memory.fill(body).toString(),
        key,
        call.changes() ? ifMatch(call) : null,
        call.language(),
        call.session() == null ? null : memory.fill(call.session()));
  }

  private @Nullable String ifMatch(Step.Call call) {
    if (call.revision() != null) {
      return '"' + memory.fill(call.revision()) + '"';
    }
    return call.revisionOf() == null ? null : memory.revision(call.revisionOf());
  }

  private Bookmark.LastChange lastChange(Step step) {
    if (last == null) {
      throw new ScenarioMistake(
          "Step " + step.number() + " repeats a change, but none came before");
    }
    return last;
  }

  private Step.Expected filled(Step step) {
    Step.Expected raw = step.expected();
    Map<String, JsonNode> answer = new LinkedHashMap<>();
    raw.answer().forEach((path, value) -> answer.put(memory.fill(path), memory.fill(value)));
    return new Step.Expected(
        raw.status(),
        raw.problem(),
        raw.because(),
        answer,
        raw.says().stream().map(memory::fill).toList(),
        raw.neverSays().stream().map(memory::fill).toList());
  }

  private List<String> deviations(Step step, Step.Expected expected, Answer answer) {
    List<String> found = new ArrayList<>(Check.deviations(expected, answer));
    if (step.call() == null && !answer.text().equals(memory.fill(lastChange(step).text()))) {
      found.add("the repeated change was answered otherwise than the first time");
    }
    return found;
  }

  private void keep(Step step, Answer answer) {
    step.remember().forEach((name, path) -> memory.remember(name, valueAt(path, step, answer)));
    step.secrets().forEach((name, path) -> memory.keepSecret(name, valueAt(path, step, answer)));
    if (step.call() != null && step.call().revisionOf() != null && answer.etag() != null) {
      memory.rememberRevision(step.call().revisionOf(), answer.etag());
    }
  }

  private String valueAt(String path, Step step, Answer answer) {
    JsonNode value = Paths.find(answer.json(), memory.fill(path));
    if (value.isMissingNode()) {
      throw new ScenarioMistake("Step " + step.number() + " answers nothing at " + path);
    }
    return value.asText();
  }

  private static String line(Step step) {
    return "%02d %s (%s) %s%s"
        .formatted(
            step.number(),
            step.who().name(),
            step.who().what(),
            step.impossible() ? "tries in vain: " : "",
            step.sentence());
  }

  private String outcome(Step step, Answer answer) {
    StringBuilder words = new StringBuilder();
    if (step.impossible()) {
      words.append("refused, ").append(answer.status()).append(' ').append(answer.problem());
      if (step.expected().because() != null) {
        words.append(" (").append(step.expected().because()).append(')');
      }
    } else {
      words.append(answer.status());
    }
    step.sees()
        .forEach((name, path) ->
            words.append(", ").append(name).append(' ').append(seen(answer.json(), path)));
    return words.toString();
  }

  private String seen(JsonNode json, String path) {
    JsonNode value = Paths.find(json, memory.fill(path));
    if (value.isArray()) {
      List<String> entries = new ArrayList<>();
      value.forEach(entry -> entries.add(entry.isValueNode() ? entry.asText() : entry.toString()));
      return entries.isEmpty() ? "none" : String.join("; ", entries);
    }
    return value.isMissingNode() || value.isNull() ? "none" : value.asText(value.toString());
  }

  private void say(String line) {
    screen.println(memory.mask(line));
  }

  private Wire.Request masked(Wire.Request request) {
    return with(request, memory::mask);
  }

  private Wire.Request filled(Wire.Request request) {
    return with(request, memory::fill);
  }

  private static Wire.Request with(Wire.Request request, UnaryOperator<String> text) {
    return new Wire.Request(
        request.login(),
        request.device(),
        request.method(),
        request.path(),
        request.body() == null ? null : text.apply(request.body()),
        request.key(),
        request.ifMatch(),
        request.language(),
        request.session() == null ? null : text.apply(request.session()));
  }
}
