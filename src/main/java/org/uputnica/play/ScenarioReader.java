package org.uputnica.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a scenario file; a word it does not know is a mistake, not a comment. */
final class ScenarioReader {
  private static final Set<String> WORDS =
      Set.of("scenario", "story", "people", "known", "secrets", "forms", "steps");
  private static final Set<String> STEP_WORDS =
      Set.of(
          "part",
          "who",
          "does",
          "impossible",
          "call",
          "time",
          "body",
          "device",
          "language",
          "revision-of",
          "revision",
          "same-key",
          "until",
          "expect",
          "because",
          "answer",
          "says",
          "never-says",
          "sees",
          "remember",
          "secret",
          "session");

  /** In a step in which time goes by. */
  private static final Set<String> TIME_WORDS = Set.of("part", "who", "does", "time", "sees");

  private static final Pattern CALL = Pattern.compile("(GET|POST|PUT) (/\\S.*)");
  private static final Pattern EXPECT = Pattern.compile("([1-5][0-9]{2})(?: ([a-z-]+))?");
  private static final int LONGEST_WAIT = 60;

  private final String source;
  private final JsonNode file;

  private ScenarioReader(String source, JsonNode file) {
    this.source = source;
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param source its name, for messages
   * @throws ScenarioMistake naming the step and the word that cannot be understood
   */
  static Scenario read(String source, String yaml) {
    try {
      return new ScenarioReader(source, new YAMLMapper().readTree(yaml)).scenario();
    } catch (JsonProcessingException e) {
      throw new ScenarioMistake(source + " is not readable: " + e.getOriginalMessage(), e);
    }
  }

  private Scenario scenario() {
    known(file, WORDS, "at the top");
    Map<String, Scenario.Person> people = new LinkedHashMap<>();
    file.path("people").properties().forEach(entry -> people.put(entry.getKey(), person(entry)));
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : file.path("steps")) {
      steps.add(step(steps.size() + 1, step, people));
    }
    return new Scenario(
        source,
        text(file, "scenario", "at the top"),
        people,
        texts(file.path("known")),
        texts(file.path("secrets")),
        steps);
  }

  private Scenario.Person person(Map.Entry<String, JsonNode> entry) {
    String at = "in people, " + entry.getKey();
    known(entry.getValue(), Set.of("login", "is"), at);
    JsonNode login = entry.getValue().path("login");
    return new Scenario.Person(
        entry.getKey(),
        login.isTextual() ? login.textValue() : null,
        text(entry.getValue(), "is", at));
  }

  private Step step(int number, JsonNode step, Map<String, Scenario.Person> people) {
    String at = "in step " + number;
    known(step, STEP_WORDS, at);
    Scenario.@Nullable Person who = people.get(text(step, "who", at));
    if (who == null) {
      throw mistake(at, "who is nobody of the people: " + step.path("who").asText());
    }
    boolean impossible = step.has("impossible");
    if (impossible == step.has("does")) {
      throw mistake(at, "needs either does or impossible");
    }
    Step.Expected expected = expected(step, impossible, at);
    int wait = step.path("until").asInt(0);
    Step.@Nullable Call call = call(step, at);
    if (wait > LONGEST_WAIT || (wait > 0 && (call == null || call.changes()))) {
      throw mistake(at, "until is for a GET and for at most " + LONGEST_WAIT + " seconds");
    }
    return new Step(
        number,
        optional(step, "part"),
        who,
        text(step, impossible ? "impossible" : "does", at),
        impossible,
        call,
        expected,
        texts(step.path("sees")),
        texts(step.path("remember")),
        texts(step.path("secret")),
        wait);
  }

  private Step.@Nullable Call call(JsonNode step, String at) {
    if (step.has("time")) {
      return timeMove(step, at);
    }
    boolean sameKey = step.path("same-key").asBoolean(false);
    if (!step.has("call")) {
      if (!sameKey) {
        throw mistake(at, "needs a call, or same-key to repeat the last change");
      }
      return null;
    }
    Matcher call = CALL.matcher(text(step, "call", at));
    if (!call.matches()) {
      throw mistake(at, "call must be GET, POST or PUT and a path");
    }
    JsonNode body = step.path("body");
    return new Step.Call(
        call.group(1),
        call.group(2),
        body.isMissingNode() ? null : formed(body, at),
        optional(step, "revision-of"),
        optional(step, "revision"),
        optional(step, "language"),
        sameKey,
        optional(step, "device"),
        optional(step, "session"));
  }

  /** The service says what is too far; what is not forward is no step of a story. */
  private Step.Call timeMove(JsonNode step, String at) {
    known(step, TIME_WORDS, at);
    String by = text(step, "time", at);
    if (!by.matches("P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?)?")) {
      throw mistake(at, "time must be how far it goes forward, such as P29D or PT12H");
    }
    JsonNode body = JsonNodeFactory.instance.objectNode().put("by", by);
    return new Step.Call("POST", StoryTime.PATH, body, null, null, null, false, null, null);
  }

  private Step.Expected expected(JsonNode step, boolean impossible, String at) {
    if (step.has("time")) {
      return new Step.Expected(200, "", null, Map.of(), List.of(), List.of());
    }
    Matcher expect = EXPECT.matcher(text(step, "expect", at));
    if (!expect.matches()) {
      throw mistake(at, "expect must be a status, and for a refusal its problem");
    }
    int status = Integer.parseInt(expect.group(1));
    if (impossible != (status >= 400) || impossible == (expect.group(2) == null)) {
      throw mistake(
          at, "what is impossible expects a refusal with its problem, and nothing else does");
    }
    return new Step.Expected(
        status,
        expect.group(2) == null ? "" : expect.group(2),
        optional(step, "because"),
        map(step.path("answer"), value -> value),
        list(step.path("says")),
        list(step.path("never-says")));
  }

  /** Fills up what is {@code like} a form with the fields of that form. */
  private JsonNode formed(JsonNode body, String at) {
    if (body instanceof ObjectNode object) {
      ObjectNode whole = object.objectNode();
      JsonNode like = object.path("like");
      if (like.isTextual()) {
        JsonNode form = file.path("forms").path(like.textValue());
        if (form instanceof MissingNode) {
          throw mistake(at, "there is no form " + like.textValue());
        }
        whole.setAll((ObjectNode) formed(form, at));
      }
      object
          .properties()
          .forEach(field -> {
            if (!field.getKey().equals("like")) {
              whole.set(field.getKey(), formed(field.getValue(), at));
            }
          });
      return whole;
    }
    if (body.isArray()) {
      ArrayNode entries = JsonNodeFactory.instance.arrayNode();
      body.forEach(entry -> entries.add(formed(entry, at)));
      return entries;
    }
    return body;
  }

  private void known(JsonNode object, Set<String> words, String at) {
    object
        .fieldNames()
        .forEachRemaining(word -> {
          if (!words.contains(word)) {
            throw mistake(at, "the word " + word + " is not known");
          }
        });
  }

  private String text(JsonNode object, String word, String at) {
    String text = optional(object, word);
    if (text == null) {
      throw mistake(at, word + " is missing");
    }
    return text;
  }

  private static @Nullable String optional(JsonNode object, String word) {
    JsonNode value = object.path(word);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private static Map<String, String> texts(JsonNode object) {
    return map(object, JsonNode::asText);
  }

  private static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> value) {
    Map<String, T> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue())));
    return map;
  }

  private static List<String> list(JsonNode words) {
    List<String> list = new ArrayList<>();
    if (words.isTextual()) {
      list.add(words.textValue());
    }
    if (words.isArray()) {
      words.forEach(word -> list.add(word.asText()));
    }
    return list;
  }

  private ScenarioMistake mistake(String at, String what) {
    return new ScenarioMistake(source + ", " + at + ": " + what);
  }
}
