package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The objects of HSDS 3.1: which fields there are, which must be, and of which type. */
final class Shapes {
  private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final Map<String, Map<String, Field>> objects;

  private record Field(String type, boolean required, boolean list) {}

  private Shapes(Map<String, Map<String, Field>> objects) {
    this.objects = objects;
  }

  /** Reads {@code directory/hsds-3.1.properties} and adds the file itself as an object. */
  static Shapes load() {
    Properties lines = new Properties();
    try (InputStream in =
        Objects.requireNonNull(
            Shapes.class.getResourceAsStream("/directory/hsds-3.1.properties"))) {
      lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.setProperty(
        "file",
        "taxonomies:taxonomy[] taxonomy_terms:taxonomy_term[] organizations:organization[]"
            + " services:service[] locations:location[]");
    Map<String, Map<String, Field>> objects = new HashMap<>();
    for (String object : lines.stringPropertyNames()) {
      Map<String, Field> fields = new LinkedHashMap<>();
      for (String field : lines.getProperty(object).split(" ")) {
        int colon = field.indexOf(':');
        String name = field.substring(0, colon);
        String type = field.substring(colon + 1);
        boolean required = name.endsWith("!");
        boolean list = type.endsWith("[]");
        fields.put(
            required ? name.substring(0, name.length() - 1) : name,
            new Field(list ? type.substring(0, type.length() - 2) : type, required, list));
      }
      objects.put(object, fields);
    }
    return new Shapes(objects);
  }

  /**
   * Checks a value and everything in it.
   *
   * @throws HsdsException for an unknown or missing field or a value of the wrong type
   */
  void check(Spot spot, String type) {
    @Nullable Map<String, Field> fields = objects.get(type);
    if (fields == null) {
      checkBasic(spot, type);
      return;
    }
    if (!spot.node().isObject()) {
      throw spot.wrong("must be an object " + type);
    }
    for (Map.Entry<String, JsonNode> given : spot.node().properties()) {
      @Nullable Field field = fields.get(given.getKey());
      if (field == null) {
        throw spot.wrong("\"" + given.getKey() + "\" is not a field of HSDS " + type);
      }
      if (given.getValue().isNull()) {
        continue;
      }
      if (!field.list()) {
        check(spot.get(given.getKey()), field.type());
      } else if (given.getValue().isArray()) {
        spot.items(given.getKey()).forEach(item -> check(item, field.type()));
      } else {
        throw spot.get(given.getKey()).wrong("must be a list");
      }
    }
    fields.forEach((name, field) -> {
      if (field.required()) {
        spot.get(name);
      }
    });
  }

  private static void checkBasic(Spot spot, String type) {
    JsonNode node = spot.node();
    switch (type) {
      case "number" -> require(node.isNumber(), spot, "must be a number");
      case "boolean" -> require(node.isBoolean(), spot, "must be true or false");
      case "uuid" ->
          require(node.isTextual() && node.asText().matches(UUID_FORM), spot, "must be a UUID");
      case "time" -> require(node.isTextual() && isTime(node.asText()), spot, "must be a time");
      default -> require(node.isTextual(), spot, "must be a text");
    }
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeParseException unreadable) {
      return false;
    }
  }

  private static void require(boolean good, Spot spot, String otherwise) {
    if (!good) {
      throw spot.wrong(otherwise);
    }
  }
}
