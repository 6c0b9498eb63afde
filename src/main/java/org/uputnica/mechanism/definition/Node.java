package org.uputnica.mechanism.definition;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A piece of a YAML file that knows its line. A piece is a text, a list of pieces, or named pieces.
 */
final class Node {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String file;
  private final int line;
  private final Object content;
  private final Reading reading;

  private Node(String file, int line, Object content, Reading reading) {
    this.file = file;
    this.line = line;
    this.content = content;
    this.reading = reading;
  }

  static Node parse(String file, byte[] yaml, Reading reading) {
    try (JsonParser parser = YAML.createParser(yaml)) {
      if (parser.nextToken() == null) {
        throw new MechanismFileException(
            file, 1, "the file is empty", "write a procedure into it or remove it");
      }
      return read(file, parser, reading);
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 1 : Math.max(1, broken.getLocation().getLineNr());
      String what =
          broken instanceof JsonParseException
              ? broken.getOriginalMessage()
              : "not readable as YAML";
      throw new MechanismFileException(file, line, firstLine(what), "mend the YAML there");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Node read(String file, JsonParser parser, Reading reading) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Node> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, read(file, parser, reading));
      }
      return new Node(file, line, fields, reading);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(file, parser, reading));
      }
      return new Node(file, line, items, reading);
    }
    String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
    return new Node(file, line, text, reading);
  }

  String file() {
    return file;
  }

  Reading reading() {
    return reading;
  }

  /** This piece cannot be read. */
  MechanismFileException wrong(String what, String whatToDo) {
    return new MechanismFileException(file, line, what, whatToDo);
  }

  /** This piece cannot be read because of something that is told elsewhere. */
  MechanismFileException follows() {
    return new MechanismFileException(List.of());
  }

  /** Something is wrong here, and the rest can be read all the same. */
  void report(String what, String whatToDo) {
    reading.found(new Finding(file, line, what, whatToDo, Finding.Weight.WRONG));
  }

  /** Something is still to be written here. */
  void remind(String what, String whatToDo) {
    reading.found(new Finding(file, line, what, whatToDo, Finding.Weight.UNFINISHED));
  }

  /** The line of the piece that a path of names and positions leads to, as far as it leads. */
  int line(List<?> path) {
    if (path.isEmpty()) {
      return line;
    }
    Object first = path.getFirst();
    Object next =
        switch (content) {
          case Map<?, ?> map -> map.get(first);
          case List<?> list when first instanceof Number at && at.intValue() < list.size() ->
              list.get(at.intValue());
          default -> null;
        };
    return next instanceof Node node ? node.line(path.subList(1, path.size())) : line;
  }

  boolean isText() {
    return content instanceof String;
  }

  boolean isList() {
    return content instanceof List<?>;
  }

  /** The text of this piece. */
  String text() {
    if (content instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw wrong("a word is expected here", "write one word or one quoted sentence");
  }

  /** The pieces of this list. */
  List<Node> items() {
    if (content instanceof List<?> list) {
      return list.stream().map(Node.class::cast).toList();
    }
    throw wrong("a list is expected here", "write [one, two] or one \"- \" per line");
  }

  /** The named pieces, in the order of the file. */
  Map<String, Node> fields() {
    if (content instanceof Map<?, ?> map) {
      Map<String, Node> fields = new LinkedHashMap<>();
      map.forEach((name, node) -> fields.put((String) name, (Node) node));
      return fields;
    }
    throw wrong("named values are expected here", "write name: value");
  }

  /** Reports names that mean nothing here. */
  Node only(String... names) {
    Set<String> known = Set.of(names);
    for (Map.Entry<String, Node> field : fields().entrySet()) {
      if (!known.contains(field.getKey())) {
        field
            .getValue()
            .report(
                "\"" + field.getKey() + "\" means nothing here",
                "use one of " + String.join(", ", names));
      }
    }
    return this;
  }

  Optional<Node> maybe(String name) {
    return Optional.ofNullable(fields().get(name));
  }

  Node get(String name) {
    return maybe(name)
        .orElseThrow(() -> wrong("\"" + name + "\" is missing", "add " + name + ": …"));
  }

  String text(String name) {
    return get(name).text();
  }

  String text(String name, String otherwise) {
    return maybe(name).map(Node::text).orElse(otherwise);
  }

  boolean yes(String name) {
    return maybe(name).filter(Node::isYes).isPresent();
  }

  private boolean isYes() {
    return switch (text()) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw wrong("\"" + text() + "\" is neither yes nor no", "write yes or no");
    };
  }

  int number(String name, int otherwise) {
    return maybe(name).map(Node::number).orElse(otherwise);
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException _) {
      throw wrong("\"" + text() + "\" is not a whole number", "write digits only");
    }
  }

  /** Reads each piece of a list; one that cannot be read is left out. */
  <T> List<T> list(String name, Function<Node, T> each) {
    return reading
        .attempt(() -> maybe(name).map(node -> node.items(each)).orElse(List.of()))
        .orElse(List.of());
  }

  /** Reads each piece of this list; one that cannot be read is left out. */
  <T> List<T> items(Function<Node, T> each) {
    return items().stream()
        .flatMap(item -> reading.attempt(() -> each.apply(item)).stream())
        .toList();
  }

  /** Reads each named piece; one that cannot be read is left out. */
  void eachField(BiConsumer<String, Node> read) {
    fields()
        .forEach((name, node) ->
            reading.attempt(() -> {
              read.accept(name, node);
              return name;
            }));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("not readable");
  }
}
