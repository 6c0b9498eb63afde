package org.uputnica.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code openapi/}: where something stands, and what nobody refers to. */
final class Sources {
  private static final Path FOLDER = Path.of("openapi");
  private static final List<String> SECTIONS =
      List.of("parameters", "headers", "responses", "schemas");

  private final Map<Path, List<String>> lines = new LinkedHashMap<>();

  Sources() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        lines.put(file, Files.readAllLines(file));
      }
    }
  }

  /** {@code file:line} of an operation. */
  String ofOperation(String operationId) {
    return find("^ *operationId: " + Pattern.quote(operationId) + "$", "");
  }

  /** {@code file:line} of a property of a schema, or of the schema itself. */
  String ofSchema(String schema, String property) {
    return find("^ {0,2}" + Pattern.quote(schema) + ":.*", "^ +" + Pattern.quote(property) + ":.*");
  }

  /** Components and path items that no file refers to. */
  List<String> unused() throws IOException {
    List<String> unused = new ArrayList<>();
    String everything = String.join("\n", lines.values().stream().flatMap(List::stream).toList());
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    for (Path file : lines.keySet()) {
      if (FOLDER.equals(file.getParent())) {
        continue;
      }
      JsonNode tree = yaml.readTree(file.toFile());
      for (var top : tree.properties()) {
        if (SECTIONS.contains(top.getKey())) {
          top.getValue()
              .fieldNames()
              .forEachRemaining(
                  name -> reportUnlessUsed(everything, "#/" + top.getKey() + "/" + name, unused));
        } else {
          reportUnlessUsed(everything, "#/" + top.getKey(), unused);
        }
      }
    }
    return unused;
  }

  private static void reportUnlessUsed(String everything, String pointer, List<String> unused) {
    if (!Pattern.compile(Pattern.quote(pointer) + "['\"]").matcher(everything).find()) {
      unused.add(pointer + " is referred to by nobody");
    }
  }

  private String find(String first, String then) {
    for (var file : lines.entrySet()) {
      List<String> text = file.getValue();
      for (int at = 0; at < text.size(); at++) {
        if (text.get(at).matches(first)) {
          return file.getKey() + ":" + (line(text, at, then) + 1);
        }
      }
    }
    return FOLDER.toString();
  }

  private static int line(List<String> text, int from, String then) {
    for (int at = from + 1; !then.isEmpty() && at < text.size(); at++) {
      if (text.get(at).matches(then)) {
        return at;
      }
      if (!text.get(at).startsWith(" ")) {
        break;
      }
    }
    return from;
  }
}
