package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uputnica.consent.domain.ConsentText;
import org.uputnica.consent.domain.ExceptionPolicy;
import org.uputnica.consent.domain.ExceptionRule;
import org.uputnica.consent.domain.FieldTable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.MethodRule;
import org.uputnica.consent.domain.OverrideReason;
import org.uputnica.consent.domain.RecordingPolicy;
import org.uputnica.consent.domain.Relation;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;

/** The policies with the code lists they go by. A row that cannot be read fails the start. */
@ApplicationScoped
class ConsentRules {
  private final RecordingPolicy recording;
  private final ExceptionPolicy exceptions;
  private final FieldTable fields;
  private final Map<String, ConsentText> texts;

  ConsentRules(CodeLists lists) {
    texts = texts(lists.get("consent-texts"));
    recording =
        new RecordingPolicy(
            methods(lists.get("consent-methods")),
            Set.copyOf(lists.get("languages").codes()),
            texts);
    exceptions = new ExceptionPolicy(reasons(lists.get("consent-override-reasons")));
    fields = fields(lists.get("identity-fields"));
  }

  RecordingPolicy recording() {
    return recording;
  }

  ExceptionPolicy exceptions() {
    return exceptions;
  }

  FieldTable fields() {
    return fields;
  }

  /** The versions of what is read to a person, oldest first. */
  List<ConsentText> texts() {
    return List.copyOf(texts.values());
  }

  private static FieldTable fields(CodeList list) {
    Map<FieldTable.Row, Map<ItemCategory, Set<String>>> rows = new HashMap<>();
    for (String code : list.codes()) {
      String[] row = code.split(" ", -1);
      Map<ItemCategory, Set<String>> cells = new EnumMap<>(ItemCategory.class);
      for (ItemCategory category : ItemCategory.values()) {
        String grounds = list.cell(code, category.name()).orElse("");
        cells.put(category, grounds.isEmpty() ? Set.of() : Set.of(grounds.split(" ", -1)));
      }
      rows.put(new FieldTable.Row(Relation.valueOf(row[0]), row[1]), cells);
    }
    return new FieldTable(rows);
  }

  private static Map<String, MethodRule> methods(CodeList list) {
    Map<String, MethodRule> rules = new HashMap<>();
    for (String code : list.codes()) {
      boolean forChildren = !list.cell(code, "allowed_for_children").orElse("no").equals("no");
      boolean needsWitness = list.cell(code, "needs_witness").orElse("yes").equals("yes");
      boolean needsEvidence = list.cell(code, "needs_evidence").orElse("yes").equals("yes");
      rules.put(code, new MethodRule(code, forChildren, needsWitness, needsEvidence));
    }
    return rules;
  }

  private static Map<String, ConsentText> texts(CodeList list) {
    Map<String, ConsentText> texts = new LinkedHashMap<>();
    for (String version : list.codes()) {
      String until = list.cell(version, "used_until").orElse("");
      texts.put(
          version,
          new ConsentText(
              version,
              list.cell(version, "bundle").orElseThrow(),
              Instant.parse(list.cell(version, "used_from").orElseThrow()),
              until.isEmpty() ? null : Instant.parse(until)));
    }
    return texts;
  }

  private static Map<OverrideReason, ExceptionRule> reasons(CodeList list) {
    Map<OverrideReason, ExceptionRule> rules = new EnumMap<>(OverrideReason.class);
    for (String code : list.codes()) {
      OverrideReason reason = OverrideReason.of(code).orElseThrow();
      Set<ItemCategory> items = EnumSet.noneOf(ItemCategory.class);
      for (String item : list.cell(code, "items").orElse("").split(" ", -1)) {
        if (!item.isEmpty()) {
          items.add(ItemCategory.valueOf(item));
        }
      }
      rules.put(
          reason,
          new ExceptionRule(
              reason,
              items,
              ExceptionRule.Effective.of(list.cell(code, "effective").orElse("")),
              Set.of(list.cell(code, "approver_roles").orElseThrow().split(" ", -1))));
    }
    return rules;
  }
}
