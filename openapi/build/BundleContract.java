import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins the contract's files into one document: {@code java BundleContract.java ROOT.yaml OUT.yaml}.
 *
 * <p>A reference into {@code schemas/} becomes a reference to a named component, so that the generated types keep the
 * names of the contract; a reference into {@code paths/} is replaced by what it points to. Two different things of one
 * name, or a reference to nothing, stop the build.
 */
public class BundleContract {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES));

  private final Map<Path, JsonNode> files = new TreeMap<>();
  private final Map<String, Map<String, JsonNode>> components = new TreeMap<>();
  private final Map<String, String> origins = new TreeMap<>();

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    Path out = Path.of(args[1]);
    String bundled = YAML.writeValueAsString(new BundleContract().bundle(root));
    Files.createDirectories(out.toAbsolutePath().getParent());
    if (!Files.exists(out) || !Files.readString(out).equals(bundled)) {
      Files.writeString(out, bundled);
    }
  }

  private ObjectNode bundle(Path root) throws IOException {
    ObjectNode whole = (ObjectNode) resolve(load(root), root);
    ObjectNode all = whole.withObjectProperty("components");
    for (var section : components.entrySet()) {
      ObjectNode target = all.withObjectProperty(section.getKey());
      section.getValue().forEach(target::set);
    }
    return whole;
  }

  private JsonNode resolve(JsonNode node, Path file) throws IOException {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = YAML.createArrayNode();
      for (JsonNode item : array) {
        copy.add(resolve(item, file));
      }
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    if (object.path("$ref").isTextual()) {
      return follow(object, file);
    }
    ObjectNode copy = YAML.createObjectNode();
    for (var field : object.properties()) {
      copy.set(field.getKey(), resolve(field.getValue(), file));
    }
    return copy;
  }

  private JsonNode follow(ObjectNode reference, Path file) throws IOException {
    String[] parts = reference.get("$ref").textValue().split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    String pointer = parts[1];
    JsonNode found = load(target).at(pointer);
    if (found.isMissingNode()) {
      throw new IOException(file.getFileName() + ": nothing at " + reference.get("$ref").textValue());
    }
    if (target.getParent().endsWith("paths")) {
      return resolve(found, target);
    }
    String[] steps = pointer.substring(1).split("/");
    String section = steps.length == 1 ? "schemas" : steps[steps.length - 2];
    String name = steps[steps.length - 1];
    String origin = target + "#" + pointer;
    String known = origins.putIfAbsent(section + "/" + name, origin);
    if (known == null) {
      components.computeIfAbsent(section, _ -> new TreeMap<>()).put(name, YAML.nullNode());
      components.get(section).put(name, resolve(found, target));
    } else if (!known.equals(origin)) {
      throw new IOException("two components are called " + name + ": " + known + " and " + origin);
    }
    ObjectNode copy = YAML.createObjectNode();
    for (var field : reference.properties()) {
      copy.set(field.getKey(), field.getValue());
    }
    copy.put("$ref", "#/components/" + section + "/" + name);
    return copy;
  }

  private JsonNode load(Path file) throws IOException {
    JsonNode known = files.get(file);
    if (known == null) {
      known = YAML.readTree(file.toFile());
      files.put(file, known);
    }
    return known;
  }
}
