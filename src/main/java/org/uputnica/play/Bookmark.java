package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a scenario was stopped, to be gone on with later: ids, revisions and the keys of its
 * devices; no token, no secret.
 *
 * @param source the scenario's file
 * @param next number of the step that comes next
 * @param devices the keys of its devices, by name, as JSON Web Keys
 * @param last the last change and its answer, so that it can be repeated; its secrets masked
 */
record Bookmark(
    String source,
    int next,
    Map<String, String> values,
    Map<String, String> revisions,
    Map<String, String> devices,
    @Nullable LastChange last) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A change that was acknowledged or refused, and what the answer was. */
  record LastChange(Wire.Request request, int status, String text) {}

  void write(Path file) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("scenario", source);
    whole.put("next", next);
    whole.set("values", JSON.valueToTree(values));
    whole.set("revisions", JSON.valueToTree(revisions));
    whole.set("devices", JSON.valueToTree(devices));
    if (last != null) {
      whole.set("last", JSON.valueToTree(last));
    }
    try {
      Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole));
    } catch (IOException e) {
      throw new ScenarioMistake("The bookmark cannot be written: " + e.getMessage(), e);
    }
  }

  static Bookmark read(Path file) {
    try {
      JsonNode whole = JSON.readTree(file.toFile());
      JsonNode last = whole.path("last");
      return new Bookmark(
          whole.path("scenario").asText(),
          whole.path("next").asInt(),
          texts(whole.path("values")),
          texts(whole.path("revisions")),
          texts(whole.path("devices")),
          last.isMissingNode() ? null : JSON.treeToValue(last, LastChange.class));
    } catch (IOException e) {
      throw new ScenarioMistake("The bookmark cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }
}
