package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Compares an answer with what a step expects. */
final class Check {
  private Check() {}

  /**
   * Every deviation, in words; empty when all is as expected.
   *
   * @param expected with its references filled in
   */
  static List<String> deviations(Step.Expected expected, Answer answer) {
    List<String> found = new ArrayList<>();
    String wanted = outcome(expected.status(), expected.problem());
    String came = outcome(answer.status(), answer.problem());
    if (!wanted.equals(came)) {
      found.add("expected " + wanted + ", came " + came + answer.complaint());
      return found;
    }
    because(expected, answer, found);
    expected.answer().forEach((path, value) -> compare(path, value, answer, found));
    for (String words : expected.says()) {
      if (!answer.text().contains(words)) {
        found.add("the answer does not say: " + words);
      }
    }
    for (String words : expected.neverSays()) {
      if (answer.text().contains(words)) {
        found.add("the answer says: " + words);
      }
    }
    return found;
  }

  private static String outcome(int status, String problem) {
    return problem.isEmpty() ? Integer.toString(status) : status + " " + problem;
  }

  private static void because(Step.Expected expected, Answer answer, List<String> found) {
    String reason = expected.because();
    if (reason == null) {
      return;
    }
    boolean named =
        StreamSupport.stream(answer.json().path("errors").spliterator(), false)
            .anyMatch(error ->
                error.path("code").asText().equals(reason)
                    || error.path("field").asText().equals(reason));
    if (!named) {
      found.add("expected the reason " + reason + answer.complaint());
    }
  }

  private static void compare(String path, JsonNode wanted, Answer answer, List<String> found) {
    JsonNode came = Paths.find(answer.json(), path);
    boolean absent = came.isMissingNode() || came.isNull();
    if (wanted.isNull() || (wanted.isTextual() && wanted.textValue().equals("*"))) {
      if (wanted.isNull() != absent) {
        found.add(path + ": expected " + (absent ? "something" : "nothing") + ", came " + came);
      }
    } else if (wanted.isObject() && wanted.size() == 1) {
      Map.Entry<String, JsonNode> rule = wanted.properties().iterator().next();
      if (absent || !holds(rule.getKey(), rule.getValue(), came)) {
        found.add(path + ": expected " + rule + ", came " + came);
      }
    } else if (!alike(wanted, came)) {
      found.add(path + ": expected " + wanted + ", came " + (absent ? "nothing" : came));
    }
  }

  private static boolean holds(String rule, JsonNode value, JsonNode came) {
    return switch (rule) {
      case "not" -> !alike(value, came);
      case "contains" -> contains(came, value);
      case "without" -> !contains(came, value);
      case "starts" -> came.asText().startsWith(value.asText());
      case "at-least" -> came.asLong() >= value.asLong();
      default -> throw new ScenarioMistake("There is no rule " + rule);
    };
  }

  private static boolean contains(JsonNode came, JsonNode value) {
    return came.isArray()
        ? StreamSupport.stream(came.spliterator(), false).anyMatch(one -> alike(value, one))
        : came.asText().contains(value.asText());
  }

  private static boolean alike(JsonNode wanted, JsonNode came) {
    return wanted.isValueNode() && came.isValueNode()
        ? wanted.asText().equals(came.asText())
        : wanted.equals(came);
  }
}
