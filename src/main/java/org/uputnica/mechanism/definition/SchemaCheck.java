package org.uputnica.mechanism.definition;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.uputnica.mechanism.definition.Finding.Weight;

/**
 * Holds the files against the JSON Schema that editors complete them with. Where the reading has
 * said already what is wrong with a line, it has said it better.
 */
final class SchemaCheck {
  private static final String FILE = "mechanisms/mechanism.schema.json";
  private static final String ID = "https://uputnica.org/mechanism.schema.json";
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonSchemaFactory schemas = factory();

  void look(MechanismFiles files, Reading reading) {
    files.base().forEach((name, bytes) -> look(name, bytes, kind(name), reading));
    files.countries().forEach((name, bytes) -> look(name, bytes, "country", reading));
  }

  private static String kind(String file) {
    return switch (file) {
      case "base/clocks.yaml" -> "clocks";
      case "base/inputs.yaml" -> "inputs";
      case "base/mechanism.yaml" -> "common";
      default -> "track";
    };
  }

  private void look(String name, byte[] bytes, String kind, Reading reading) {
    Set<Integer> told = new TreeSet<>();
    reading.findings().stream()
        .filter(finding -> finding.isWrong() && finding.file().equals(name))
        .forEach(finding -> told.add(finding.line()));
    reading
        .attempt(() -> Node.parse(name, bytes, reading))
        .ifPresent(root ->
            misfits(bytes, kind).stream()
                .sorted(deepestFirst())
                .forEach(misfit -> {
                  int line = root.line(path(misfit.getInstanceLocation()));
                  if (told.add(line)) {
                    reading.found(
                        new Finding(
                            name,
                            line,
                            last(misfit.getInstanceLocation()) + misfit.getError(),
                            "see \"" + kind + "\" in mechanism.schema.json",
                            Weight.WRONG));
                  }
                }));
  }

  private List<ValidationMessage> misfits(byte[] bytes, String kind) {
    try {
      JsonSchema schema = schemas.getSchema(SchemaLocation.of(ID + "#/$defs/" + kind));
      return List.copyOf(schema.validate(YAML.readTree(bytes)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Comparator<ValidationMessage> deepestFirst() {
    return Comparator.<ValidationMessage>comparingInt(
            misfit -> -misfit.getInstanceLocation().getNameCount())
        .thenComparing(ValidationMessage::getMessage);
  }

  private static List<Object> path(JsonNodePath location) {
    return IntStream.range(0, location.getNameCount()).mapToObj(location::getElement).toList();
  }

  private static String last(JsonNodePath location) {
    int names = location.getNameCount();
    return names == 0 ? "" : "\"" + location.getElement(names - 1) + "\" ";
  }

  private static JsonSchemaFactory factory() {
    ClassLoader loader = Objects.requireNonNull(SchemaCheck.class.getClassLoader());
    try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(FILE))) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ID, schema))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
