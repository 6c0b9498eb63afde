package org.uputnica.mechanism.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.uputnica.mechanism.domain.Parameter;

/** Reads the parameters of one country. */
final class CountryReader {
  private CountryReader() {}

  static Map<String, Parameter> parameters(Node file, KnownCodes codeLists) {
    file.only("country", "name", "parameters", "clocks", "tightens");
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    file.get("parameters")
        .eachField((code, row) -> {
          row.only("value", "source");
          if (!codeLists.has("country-parameters", code)) {
            row.report(
                "there is no parameter " + code, "use a code of codelists/country-parameters.csv");
          }
          parameters.put(
              code,
              new Parameter(code, value(row.get("value")), ClockBook.source(row.get("source"))));
        });
    List<String> missing =
        codeLists.codes("country-parameters").orElse(List.of()).stream()
            .filter(code -> file.get("parameters").maybe(code).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      file.get("parameters")
          .remind(
              "the country says nothing of " + String.join(", ", missing),
              "add each with value and source, unconfirmed if need be");
    }
    return parameters;
  }

  private static Map<String, List<String>> value(Node node) {
    if (node.isText() || node.isList()) {
      return Map.of("value", words(node));
    }
    Map<String, List<String>> parts = new LinkedHashMap<>();
    node.fields().forEach((name, part) -> parts.put(name, words(part)));
    return parts;
  }

  private static List<String> words(Node node) {
    return node.isText() ? List.of(node.text()) : node.items().stream().map(Node::text).toList();
  }
}
