package org.uputnica.statistics.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.text.Texts;
import org.uputnica.statistics.domain.FigureTable;

/** Tables and cells in the reader's language; codes of the trade read as in their list. */
@ApplicationScoped
class FigureLabels {
  private static final String BUNDLE = "figures";
  private static final String STATE = "(ID|AS|LG|JU|XB|DS|ST)-.+";
  private static final int UUID_LENGTH = 36;

  private final Texts texts;
  private final MechanismLabels mechanism;
  private final CodeLists lists;
  private final DirectoryService directory;

  FigureLabels(
      Texts texts, MechanismLabels mechanism, CodeLists lists, DirectoryService directory) {
    this.texts = texts;
    this.mechanism = mechanism;
    this.lists = lists;
    this.directory = directory;
  }

  String table(FigureTable table, Locale language) {
    return texts.text(BUNDLE, language, "table." + table);
  }

  String heading(String column, Locale language) {
    return texts.text(BUNDLE, language, "column." + column);
  }

  /** The codes of its path, read one after the other. */
  String cell(FigureTable table, List<String> path, Locale language) {
    return path.isEmpty()
        ? table(table, language)
        : path.stream().map(it -> code(table, it, language)).collect(Collectors.joining(" / "));
  }

  /** The codes there can be below one cell, beside those of the table itself. */
  List<String> codes(FigureTable table) {
    return switch (table) {
      case CLOSURE -> lists.get("closure-reasons").codes();
      case REASON -> lists.get("referral-decline-reasons").codes();
      case NEED -> lists.get("service-types").codes();
      case EXPLOITATION ->
          lists.get("exploitation-types").codes().stream().filter(it -> !it.contains("-")).toList();
      default -> table.cells();
    };
  }

  private String code(FigureTable table, String code, Locale language) {
    boolean house =
        table == FigureTable.ORGANIZATION
            || table == FigureTable.RECEIVER
            || table == FigureTable.RECEIVER_TO_ANSWER;
    if (house && code.length() == UUID_LENGTH) {
      return organization(code);
    }
    return code.matches(STATE)
        ? mechanism.state(new StateCode(code), language)
        : texts.textOr(BUNDLE, language, "cell." + code, listed(code, language));
  }

  private String organization(String id) {
    return directory
        .organization(new OrganizationId(UUID.fromString(id)))
        .map(Organization::name)
        .orElse(id);
  }

  private String listed(String code, Locale language) {
    return texts.textOr(
        "codes",
        language,
        code,
        List.of(
                "closure-reasons",
                "referral-decline-reasons",
                "service-types",
                "exploitation-types")
            .stream()
            .flatMap(it -> lists.get(it).cell(code, "label_en").stream())
            .findFirst()
            .orElse(code));
  }
}
