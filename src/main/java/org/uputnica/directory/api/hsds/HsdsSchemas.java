package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schemas of HSDS 3.1 ({@code directory/hsds/3.1}), and which fields they know. HSDS lets
 * a file have fields of its own, so that an unknown one is no fault of the schema.
 */
final class HsdsSchemas {
  private static final String FOLDER = "directory/hsds/3.1/";
  private static final String SUFFIX = ".json";

  /** What the schemas say beside the rules of JSON Schema. */
  private static final List<String> WORDS_OF_HSDS =
      List.of(
          "name",
          "path",
          "datapackage_metadata",
          "tabular_required",
          "constraints",
          "core",
          "datapackage_type",
          "example",
          "type_alias",
          "x-description");

  private static final JsonMetaSchema DIALECT =
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .keywords(
              WORDS_OF_HSDS.stream()
                  .map(NonValidationKeyword::new)
                  .map(Keyword.class::cast)
                  .toList())
          .build();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          factory -> factory.metaSchema(DIALECT).defaultMetaSchemaIri(DIALECT.getIri()));
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .pathType(PathType.JSON_POINTER)
          .build();
  private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();
  private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

  private HsdsSchemas() {}

  /** What is wrong with an object of a kind, such as {@code service}, by its schema. */
  static List<HsdsProblem> faults(Spot spot, String kind) {
    JsonSchema schema =
        COMPILED.computeIfAbsent(
            kind,
            it ->
                FACTORY.getSchema(SchemaLocation.of("classpath:" + FOLDER + it + SUFFIX), STRICT));
    return schema.validate(spot.node()).stream()
        .map(found -> problem(spot, found))
        .sorted(Comparator.comparing(HsdsProblem::pointer).thenComparing(HsdsProblem::text))
        .toList();
  }

  private static HsdsProblem problem(Spot spot, ValidationMessage found) {
    String at = spot.path() + found.getInstanceLocation();
    JsonNode rule = found.getSchemaNode();
    return switch (found.getType()) {
      case "required" -> new HsdsProblem(at + "/" + found.getProperty(), "is missing", true);
      case "type" -> new HsdsProblem(at, "must be a " + rule.asText(), true);
      case "enum" -> new HsdsProblem(at, "must be one of " + words(rule), true);
      case "format" -> new HsdsProblem(at, "must be a " + rule.asText(), true);
      default -> new HsdsProblem(at, "is against the schema: " + found.getType(), true);
    };
  }

  private static String words(JsonNode list) {
    return String.join(
        ", ", StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList());
  }

  /** Fields HSDS does not have, in the object and in everything in it; kept, and not understood. */
  static List<HsdsProblem> unknownFields(Spot spot, String kind) {
    List<HsdsProblem> found = new ArrayList<>();
    look(spot, kind, found);
    return found;
  }

  private static void look(Spot spot, String kind, List<HsdsProblem> found) {
    JsonNode fields = read(kind).path("properties");
    for (Map.Entry<String, JsonNode> given : spot.node().properties()) {
      String name = given.getKey();
      Spot inside = new Spot(spot.file(), spot.below(name), given.getValue());
      @Nullable String type = type(kind, name, fields.path(name));
      if (!fields.has(name) && type == null) {
        found.add(
            new HsdsProblem(
                spot.path(),
                "\"" + Spot.shortened(name) + "\" is not a field of HSDS " + kind,
                false));
      } else if (type != null && given.getValue().isArray()) {
        for (Spot item : spot.items(name)) {
          look(item, type, found);
        }
      } else if (type != null && given.getValue().isObject()) {
        look(inside, type, found);
      }
    }
  }

  /** Of which kind a field is; of an organisation the API of HSDS also shows its services. */
  private static @Nullable String type(String kind, String name, JsonNode field) {
    if (kind.equals("organization") && name.equals("services")) {
      return "service";
    }
    return Stream.of(field.path("$ref"), field.at("/items/$ref"))
        .map(JsonNode::asText)
        .filter(reference -> reference.endsWith(SUFFIX))
        .map(reference -> reference.substring(0, reference.length() - SUFFIX.length()))
        .findFirst()
        .orElse(null);
  }

  private static JsonNode read(String kind) {
    return READ.computeIfAbsent(
        kind,
        it -> {
          try (InputStream in =
              Objects.requireNonNull(
                  HsdsSchemas.class.getResourceAsStream("/" + FOLDER + it + SUFFIX))) {
            return new ObjectMapper().readTree(in);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
