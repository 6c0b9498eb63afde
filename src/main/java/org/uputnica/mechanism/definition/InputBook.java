package org.uputnica.mechanism.definition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Input;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Parameter;

/** The inputs of {@code base/inputs.yaml}, and those that only one country asks. */
final class InputBook {
  private static final List<String> KINDS =
      List.of(
          "code",
          "codes",
          "note",
          "date",
          "instant",
          "boolean",
          "confirmation",
          "number",
          "id",
          "organization",
          "country",
          "place");

  private final Set<String> named = new HashSet<>();
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters;
  private final KnownCodes codeLists;

  /**
   * Reads the inputs.
   *
   * @param country the file of the country, which may bring inputs and lists of its own
   */
  InputBook(
      Node base, @Nullable Node country, Map<String, Parameter> parameters, KnownCodes codeLists) {
    base.only("inputs", "lists");
    this.parameters = parameters;
    this.codeLists = codeLists;
    read(base);
    if (country != null) {
      read(country);
    }
  }

  private void read(Node file) {
    file.maybe("lists")
        .ifPresent(rows ->
            rows.eachField(
                (name, codes) -> lists.put(name, codes.items().stream().map(Node::text).toList())));
    file.list(
        "inputs",
        row -> {
          row.only("name", "kind", "list", "label", "from", "to", "at-least", "not-only");
          String name = row.text("name");
          if (!named.add(name)) {
            throw row.wrong("the input " + name + " is there twice", "remove one of the two rows");
          }
          Input input = row.reading().at(row, new Input(name, kind(row), row.text("label")));
          inputs.put(name, input);
          return input;
        });
  }

  private InputKind kind(Node row) {
    return switch (row.text("kind")) {
      case "code" -> new InputKind.Code(row.text("list"), codes(row.get("list")));
      case "codes" -> codesKind(row);
      case "note" -> new InputKind.NoteRef();
      case "date" -> new InputKind.Day();
      case "instant" -> new InputKind.Moment();
      case "boolean" -> new InputKind.YesNo();
      case "confirmation" -> new InputKind.Confirmation();
      case "number" ->
          new InputKind.WholeNumber(limit(row, "from").orElse(0L), limit(row, "to").orElse(null));
      case "id" -> new InputKind.Id();
      case "organization" -> new InputKind.Organization();
      case "country" -> new InputKind.Country();
      case "place" -> new InputKind.Place();
      default ->
          throw row.get("kind")
              .wrong("\"" + row.text("kind") + "\" is no kind of input", "use one of " + KINDS);
    };
  }

  private InputKind codesKind(Node row) {
    List<String> allowed = codes(row.get("list"));
    List<String> notOnly = row.list("not-only", Node::text);
    if (!allowed.containsAll(notOnly)) {
      throw row.get("not-only")
          .wrong(
              "not-only names a code that is not in the list", "use codes of " + row.text("list"));
    }
    return new InputKind.Codes(
        row.text("list"), allowed, row.number("at-least", 1), Set.copyOf(notOnly));
  }

  private List<String> codes(Node list) {
    return Optional.ofNullable(lists.get(list.text()))
        .or(() -> codeLists.codes(list.text()))
        .orElseThrow(() ->
            list.wrong(
                "there is no list " + list.text(),
                "add it under lists: or as codelists/" + list.text() + ".csv"));
  }

  /**
   * A limit is a number or points to a parameter of the country; a country that says nothing sets
   * the limit 1.
   */
  private Optional<Long> limit(Node row, String name) {
    return row.maybe(name)
        .map(node -> {
          String text = node.text();
          if (!text.startsWith("P-")) {
            return (long) node.number();
          }
          int dot = text.indexOf('.');
          Parameter parameter = parameters.get(dot < 0 ? text : text.substring(0, dot));
          String part = dot < 0 ? "value" : text.substring(dot + 1);
          if (parameter == null || !parameter.isKnown()) {
            return 1L;
          }
          String value =
              parameter
                  .part(part)
                  .orElseThrow(() ->
                      node.wrong(
                          parameter.code() + " has no part " + part, "add it to the country file"));
          if (!value.matches("[0-9]{1,9}")) {
            throw node.wrong(
                text + " is \"" + value + "\", not a number",
                "write a number into the country file");
          }
          return Long.parseLong(value);
        });
  }

  /** The input a node names. */
  Input known(Node node, String name) {
    return Optional.ofNullable(inputs.get(name))
        .orElseThrow(() ->
            named.contains(name)
                ? node.follows()
                : node.wrong(
                    "there is no input " + name,
                    "add a row under inputs: of this country or of base/inputs.yaml, or mend the name"));
  }

  List<Input> all() {
    return List.copyOf(inputs.values());
  }

  Map<String, List<String>> ownLists() {
    return Map.copyOf(lists);
  }
}
