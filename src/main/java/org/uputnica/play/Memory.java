package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/** What the people of a scenario know by now, and how {@code <references>} to it are filled in. */
final class Memory {
  private static final Pattern REFERENCE = Pattern.compile("<([A-Za-z][A-Za-z0-9 :+-]*)>");
  private static final Pattern NEW_ID = Pattern.compile("new id(?:: ([A-Za-z][A-Za-z0-9 -]*))?");
  private static final Pattern TIME =
      Pattern.compile("(now|today)(?: ([+-]) ([0-9]{1,4}) (minute|hour|day)s?)?");

  private final Map<String, String> secrets;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> revisions = new LinkedHashMap<>();
  private final InstantSource clock;

  Memory(Map<String, String> known, Map<String, String> secrets, InstantSource clock) {
    this.secrets = new LinkedHashMap<>(secrets);
    this.values.putAll(known);
    this.clock = clock;
  }

  void remember(String name, String value) {
    values.put(name, value);
  }

  /** Known from now on, and masked like a secret of the file. */
  void keepSecret(String name, String value) {
    if (value.isBlank()) {
      throw new ScenarioMistake("There is no <" + name + "> in the answer");
    }
    secrets.put(name, value);
  }

  void rememberRevision(String thing, String etag) {
    revisions.put(thing, etag);
  }

  /** The {@code ETag} last seen of a thing. */
  @Nullable String revision(String thing) {
    return revisions.get(thing);
  }

  Map<String, String> values() {
    return values;
  }

  Map<String, String> revisions() {
    return revisions;
  }

  /**
   * Fills in the references of a text.
   *
   * @throws ScenarioMistake when nothing is known by that name
   */
  String fill(String text) {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (reference.find()) {
      reference.appendReplacement(filled, Matcher.quoteReplacement(value(reference.group(1))));
    }
    return reference.appendTail(filled).toString();
  }

  /** As {@link #fill(String)}, for every text of a tree. */
  JsonNode fill(JsonNode tree) {
    if (tree.isTextual()) {
      return TextNode.valueOf(fill(tree.textValue()));
    }
    if (tree instanceof ObjectNode object) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
      return filled;
    }
    if (tree instanceof ArrayNode array) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      array.forEach(entry -> filled.add(fill(entry)));
      return filled;
    }
    return tree;
  }

  /** Replaces every secret by the reference to it, for a screen or a file. */
  String mask(String text) {
    String masked = text;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      masked = masked.replace(secret.getValue(), "<" + secret.getKey() + ">");
    }
    return masked;
  }

  private String value(String reference) {
    Matcher id = NEW_ID.matcher(reference);
    if (id.matches()) {
      String made = Ids.random().toString();
      if (id.group(1) != null) {
        values.put(id.group(1), made);
      }
      return made;
    }
    Matcher time = TIME.matcher(reference);
    if (time.matches()) {
      return time(time);
    }
    String found = secrets.getOrDefault(reference, values.get(reference));
    if (found == null) {
      throw new ScenarioMistake("Nothing is known by the name <" + reference + "> yet");
    }
    return found;
  }

  private String time(Matcher time) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant then = now;
    if (time.group(2) != null) {
      long amount = Long.parseLong(time.group(2) + time.group(3));
      then = now.plus(amount, ChronoUnit.valueOf(time.group(4).toUpperCase(Locale.ROOT) + "S"));
    }
    return time.group(1).equals("now")
        ? then.toString()
        : LocalDate.ofInstant(then, ZoneOffset.UTC).toString();
  }
}
