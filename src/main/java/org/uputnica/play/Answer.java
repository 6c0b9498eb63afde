package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What the service answered.
 *
 * @param text the body as it came
 * @param json the body as a tree; empty when it was something else
 */
record Answer(int status, String text, JsonNode json, @Nullable String etag) {
  private static final String PROBLEMS = "/problems/";

  /** Name of the problem; empty when there is none. */
  String problem() {
    String type = json.path("type").asText();
    return status >= 400 && type.startsWith(PROBLEMS) ? type.substring(PROBLEMS.length()) : "";
  }

  /** What a problem says about itself, to go after other words. */
  String complaint() {
    if (status < 400) {
      return "";
    }
    StringJoiner words = new StringJoiner("; ", ": ", "");
    words.setEmptyValue("");
    for (String field : new String[] {"title", "detail"}) {
      if (json.hasNonNull(field)) {
        words.add(json.path(field).asText());
      }
    }
    json.path("errors").forEach(error -> words.add(error.toString()));
    return words.toString();
  }
}
