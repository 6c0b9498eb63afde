package org.uputnica.mechanism.definition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.uputnica.mechanism.domain.Parameter;

/**
 * What the value of a parameter looks like: the column {@code parts} of {@code
 * country-parameters.csv}. A part is {@code name:kind}, with {@code ?} behind the name where it may
 * be left out; {@code many} in front means any number of rows. Kinds are {@code text}, {@code
 * number}, {@code date}, {@code yes-no}, {@code country}, the words of a choice ({@code LOW|HIGH}),
 * or the name of a code list.
 *
 * @param many may there be several rows?
 */
record ParameterForm(boolean many, Map<String, Part> parts, KnownCodes codeLists) {
  private static final String PLAIN = "value";

  record Part(String kind, boolean optional) {}

  static ParameterForm of(String code, KnownCodes codeLists) {
    String written = codeLists.cell("country-parameters", code, "parts");
    Map<String, Part> parts = new LinkedHashMap<>();
    boolean many = false;
    for (String word : written.split(" ")) {
      String[] pair = word.split(":", 2);
      if (pair.length == 1) {
        many = true;
      } else {
        boolean optional = pair[0].endsWith("?");
        parts.put(
            optional ? pair[0].substring(0, pair[0].length() - 1) : pair[0],
            new Part(pair[1], optional));
      }
    }
    return new ParameterForm(many, parts, codeLists);
  }

  /** Reads the value, strictly. */
  List<Map<String, List<String>>> read(Node value) {
    if (value.isText() && value.text().equals(Parameter.UNKNOWN)) {
      return List.of(Map.of(PLAIN, List.of(Parameter.UNKNOWN)));
    }
    if (many) {
      return value.items().stream().map(this::row).toList();
    }
    if (parts.containsKey(PLAIN) && (value.isText() || value.isList())) {
      return List.of(Map.of(PLAIN, words(value, part(value, PLAIN))));
    }
    return List.of(row(value));
  }

  private Map<String, List<String>> row(Node node) {
    node.only(parts.keySet().toArray(String[]::new));
    Map<String, List<String>> row = new LinkedHashMap<>();
    node.fields().forEach((name, part) -> row.put(name, words(part, part(part, name))));
    parts.forEach((name, part) -> {
      if (!part.optional() && !row.containsKey(name)) {
        throw node.wrong("\"" + name + "\" is missing", "add " + name + ": …");
      }
    });
    return row;
  }

  private Part part(Node node, String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw node.wrong("\"" + name + "\" means nothing here", "use one of " + parts.keySet());
    }
    return part;
  }

  private List<String> words(Node node, Part part) {
    List<Node> words = node.isText() ? List.of(node) : node.items();
    List<String> read = new ArrayList<>();
    for (Node word : words) {
      if (!word.text().equals(Parameter.UNKNOWN)) {
        check(word, part.kind());
      }
      read.add(word.text());
    }
    return read;
  }

  private void check(Node word, String kind) {
    switch (kind) {
      case "text" -> {}
      case "number" -> {
        if (word.number() < 1) {
          throw word.wrong(word.text() + " is too small", "write a number above zero");
        }
      }
      case "date" -> day(word);
      case "yes-no" -> oneOf(word, List.of("yes", "no"));
      case "country" -> {
        if (!word.text().matches("[A-Z]{2}")) {
          throw word.wrong(
              "\"" + word.text() + "\" is no country", "write two capital letters, such as ME");
        }
      }
      default -> oneOf(word, codeLists.codes(kind).orElseGet(() -> choices(kind)));
    }
  }

  private static void day(Node word) {
    try {
      var _ = LocalDate.parse(word.text());
    } catch (DateTimeException noDay) {
      throw word.wrong("\"" + word.text() + "\" is no day", "write year-month-day, as 2026-12-31");
    }
  }

  private static List<String> choices(String kind) {
    return Arrays.asList(kind.split("\\|"));
  }

  private static void oneOf(Node word, List<String> allowed) {
    if (!allowed.contains(word.text())) {
      throw word.wrong("\"" + word.text() + "\" cannot stand here", "use one of " + allowed);
    }
  }
}
