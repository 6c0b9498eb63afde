package org.uputnica.mechanism.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Source;

/** Reads the parameters of one country: every parameter of the code list, each with its source. */
final class CountryReader {
  private static final String LIST = "country-parameters";

  private CountryReader() {}

  static Map<String, Parameter> parameters(Node file, KnownCodes codeLists) {
    file.only("country", "parameters", "clocks", "days", "inputs", "lists", "tightens");
    Node rows = file.get("parameters");
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    rows.eachField((code, row) -> parameters.put(code, parameter(code, row, codeLists)));
    List<String> missing =
        codeLists.codes(LIST).orElse(List.of()).stream()
            .filter(code -> rows.maybe(code).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      rows.report(
          String.join(", ", missing) + (missing.size() == 1 ? " is missing" : " are missing"),
          "add every parameter of codelists/country-parameters.csv; where nobody has looked, write value: "
              + Parameter.UNKNOWN
              + " and confirmed: no");
    }
    return parameters;
  }

  private static Parameter parameter(String code, Node row, KnownCodes codeLists) {
    row.only("value", "source");
    if (!codeLists.has(LIST, code)) {
      throw row.wrong(
          "there is no parameter " + code, "use a code of codelists/country-parameters.csv");
    }
    Source source = ClockBook.source(row.get("source"));
    var parameter =
        new Parameter(code, ParameterForm.of(code, codeLists).read(row.get("value")), source);
    if (source.confirmed() && !parameter.isKnown()) {
      throw row.get("source")
          .wrong(code + " is confirmed but was not looked up", "write the value, or confirmed: no");
    }
    return row.reading().at(row, parameter);
  }
}
