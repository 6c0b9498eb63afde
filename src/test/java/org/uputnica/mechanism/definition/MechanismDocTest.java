package org.uputnica.mechanism.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.uputnica.mechanism.Procedures;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;

/**
 * A lawyer reads the pages, the service reads the files: both say the same. Run with {@code
 * -Duputnica.mechanisms.write=true} to write the pages.
 */
class MechanismDocTest {
  private static final Path PAGES = Path.of("docs/mechanisms");

  @TestFactory
  Stream<DynamicTest> everyPageSaysWhatTheFilesSay() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("base.md", MechanismDocument.ofBase(Procedures.BASE));
    pages.put("vocabulary.md", Vocabulary.page());
    CodeList parameters = new CodeLists().get("country-parameters");
    Map<String, String> labels = new LinkedHashMap<>();
    parameters
        .codes()
        .forEach(code -> labels.put(code, parameters.cell(code, "label_en").orElse("")));
    Procedures.COUNTRIES.forEach((code, mechanism) ->
        pages.put(
            code.toLowerCase(Locale.ROOT) + ".md",
            MechanismDocument.ofCountry(
                mechanism,
                mechanism.parameter("P-STATE-NAME").orElseThrow().part("name").orElseThrow(),
                Procedures.BASE,
                labels)));
    return pages.entrySet().stream()
        .map(page ->
            DynamicTest.dynamicTest(page.getKey(), () -> compare(page.getKey(), page.getValue())));
  }

  private static void compare(String name, String expected) throws IOException {
    Path page = PAGES.resolve(name);
    if (Boolean.getBoolean("uputnica.mechanisms.write")) {
      Files.createDirectories(PAGES);
      Files.writeString(page, expected);
    }
    assertThat(Files.readString(page))
        .as("%s; see its first lines for how to write it anew", page)
        .isEqualTo(expected);
  }
}
