package org.uputnica.platform.api;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.CodelistsApi;
import org.uputnica.contract.model.CodeEntryDto;
import org.uputnica.contract.model.CodeListDto;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Texts;

/** Code lists for clients. Contract: {@code openapi/paths/codelists.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class CodelistResource implements CodelistsApi {
  private static final Set<String> OWN_FIELDS = Set.of("code", "label_en", "definition");

  private final CodeLists lists;
  private final Texts texts;

  CodelistResource(CodeLists lists, Texts texts) {
    this.lists = lists;
    this.texts = texts;
  }

  @Override
  @Authenticated
  public RestResponse<CodeListDto> getCodeList(String list, @Nullable String acceptLanguage) {
    CodeList found = lists.find(list).orElseThrow(RefusedException::notFound);
    Locale language = Texts.staff(acceptLanguage);
    return RestResponse.ok(
        new CodeListDto()
            .name(found.name())
            .entries(
                found.rows().entrySet().stream()
                    .map(row -> entry(row.getKey(), row.getValue(), language))
                    .toList()));
  }

  private CodeEntryDto entry(String code, Map<String, String> row, Locale language) {
    return new CodeEntryDto()
        .code(code)
        .label(texts.textOr("codes", language, code, row.getOrDefault("label_en", code)))
        .definition(row.get("definition"))
        .attributes(
            row.entrySet().stream()
                .filter(cell -> !OWN_FIELDS.contains(cell.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
