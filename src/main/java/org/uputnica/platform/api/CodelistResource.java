package org.uputnica.platform.api;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.CodelistsApi;
import org.uputnica.contract.model.CodeEntryDto;
import org.uputnica.contract.model.CodeListDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Texts;

/**
 * Code lists for clients: with the definitions of the trade for those who work in it; for every
 * other account the lists that a person meets in her receipt, with neutral labels alone. Contract:
 * {@code openapi/paths/codelists.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class CodelistResource implements CodelistsApi {
  private static final Set<String> OWN_FIELDS = Set.of("code", "label_en", "definition");

  /** Lists without a word that exposes, and which of their columns everybody may read. */
  private static final Map<String, Set<String>> PLAIN =
      Map.of(
          "languages", Set.of("native_name", "script", "direction"),
          "consent-scopes", Set.of(),
          "consent-statuses", Set.of(),
          "consent-methods", Set.of(),
          "service-types", Set.of());

  private final CodeLists lists;
  private final Texts texts;
  private final Callers callers;

  CodelistResource(CodeLists lists, Texts texts, Callers callers) {
    this.lists = lists;
    this.texts = texts;
    this.callers = callers;
  }

  @Override
  @Authenticated
  public RestResponse<CodeListDto> getCodeList(String list, @Nullable String acceptLanguage) {
    boolean ofTheTrade = isOfTheTrade();
    CodeList found =
        lists
            .find(list)
            .filter(it -> ofTheTrade || PLAIN.containsKey(it.name()))
            .orElseThrow(RefusedException::notFound);
    Predicate<String> columns =
        ofTheTrade
            ? column -> !OWN_FIELDS.contains(column)
            : PLAIN.getOrDefault(found.name(), Set.of())::contains;
    Locale language = Texts.staff(acceptLanguage);
    return RestResponse.ok(
        new CodeListDto()
            .name(found.name())
            .entries(
                found.rows().entrySet().stream()
                    .map(row ->
                        entry(row.getKey(), row.getValue(), language)
                            .definition(ofTheTrade ? row.getValue().get("definition") : null)
                            .attributes(attributes(row.getValue(), columns)))
                    .toList()));
  }

  private boolean isOfTheTrade() {
    return callers
        .find()
        .map(caller -> caller.roles().stream().anyMatch(Roles.OF_THE_TRADE::contains))
        .orElse(false);
  }

  private CodeEntryDto entry(String code, Map<String, String> row, Locale language) {
    return new CodeEntryDto()
        .code(code)
        .label(texts.textOr("codes", language, code, row.getOrDefault("label_en", code)));
  }

  private static Map<String, String> attributes(
      Map<String, String> row, Predicate<String> columns) {
    return row.entrySet().stream()
        .filter(cell -> columns.test(cell.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
