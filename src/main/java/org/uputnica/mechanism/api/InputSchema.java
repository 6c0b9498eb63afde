package org.uputnica.mechanism.api;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.AskedInput;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.InputShape;
import org.uputnica.mechanism.domain.StepOption;

/**
 * The inputs of a step as JSON Schema (2020-12), for the object {@code inputs} of a request: what
 * it accepts the service accepts, and nothing else. Titles are in the reader's language; the labels
 * of a list of the trade, {@code x-list}, are those of {@code getCodeList}.
 */
public final class InputSchema {
  private static final int LONGEST = 200;

  private final MechanismLabels texts;
  private final Locale language;

  public InputSchema(MechanismLabels texts, Locale language) {
    this.texts = texts;
    this.language = language;
  }

  /** The schema for a step as it is now: the facts make some inputs needed. */
  public Map<String, Object> of(StepOption option) {
    Map<String, Object> properties = new LinkedHashMap<>();
    Set<String> required = new TreeSet<>();
    Set<Set<String>> oneOfEach = new LinkedHashSet<>();
    for (AskedInput asked : option.asks()) {
      properties.put(asked.name(), property(asked));
      if (asked.required() && asked.unless().isEmpty()) {
        required.add(asked.name());
      } else if (asked.required()) {
        Set<String> oneOf = new TreeSet<>(asked.unless());
        oneOf.add(asked.name());
        oneOfEach.add(oneOf);
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.copyOf(required));
    if (!oneOfEach.isEmpty()) {
      schema.put("allOf", oneOfEach.stream().map(InputSchema::anyOf).toList());
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> anyOf(Set<String> names) {
    return Map.of("anyOf", names.stream().map(name -> Map.of("required", List.of(name))).toList());
  }

  private Map<String, Object> property(AskedInput asked) {
    InputKind kind = asked.input().kind();
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("type", "string");
    property.put("title", texts.input(asked.name(), language));
    property.put("maxLength", LONGEST);
    property.put("pattern", "^(?:" + InputShape.of(kind) + ")$");
    property.put("x-kind", kind.word());
    switch (kind) {
      case InputKind.Code(String list, List<String> allowed) -> choices(property, list, allowed);
      case InputKind.Codes codes -> {
        choices(property, codes.list(), codes.allowed());
        property.put("x-at-least", codes.atLeast());
      }
      case InputKind.Day _ -> property.put("format", "date");
      case InputKind.Moment _ -> property.put("format", "date-time");
      case InputKind.WholeNumber(long from, Long to) -> {
        property.put("x-from", from);
        if (to != null) {
          property.put("x-to", to);
        }
      }
      case InputKind.NoteRef _,
          InputKind.Id _,
          InputKind.Organization _,
          InputKind.Country _,
          InputKind.Place _,
          InputKind.YesNo _,
          InputKind.Confirmation _ -> {
        // the pattern says it all
      }
    }
    return property;
  }

  private void choices(Map<String, Object> property, String list, List<String> codes) {
    property.put("x-list", list);
    property.put(
        "x-choices",
        codes.stream()
            .map(code -> Map.of("code", code, "title", texts.choice(list, code, language)))
            .toList());
  }
}
