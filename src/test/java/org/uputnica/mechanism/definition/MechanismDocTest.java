package org.uputnica.mechanism.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.page.ProcedurePages;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Texts;

/**
 * A lawyer reads the pages and looks at the diagrams, the service reads the files: all say the
 * same. Run with {@code -Duputnica.mechanisms.write=true} to write them.
 */
class MechanismDocTest {
  private static final Path PAGES = Path.of("docs/mechanisms");
  private static final String GENERATED =
      """
      <!-- Written by MechanismDocTest out of src/main/resources/mechanisms. Change the files there, then:
           mvn test -Dtest=MechanismDocTest -Duputnica.mechanisms.write=true -->

      """;

  private final ProcedurePages pages =
      new ProcedurePages(new Texts(), new MechanismLabels(new Texts()), new CodeLists());

  @TestFactory
  Stream<DynamicTest> everyPageSaysWhatTheFilesSay() {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("base.md", MechanismDocument.ofBase(Procedures.BASE));
    written.put("vocabulary.md", Vocabulary.page());
    Procedures.COUNTRIES.forEach((code, country) ->
        written.put(
            code.toLowerCase(Locale.ROOT) + ".md",
            GENERATED
                + pages.page(
                    country,
                    Procedures.BASE,
                    Locale.ENGLISH,
                    track -> "diagrams/" + track.code() + ".svg")));
    Procedures.BASE
        .tracks()
        .forEach(track ->
            written.put("diagrams/" + track.code() + ".svg", pages.diagram(track, Locale.ENGLISH)));
    return written.entrySet().stream()
        .map(page ->
            DynamicTest.dynamicTest(page.getKey(), () -> compare(page.getKey(), page.getValue())));
  }

  private static void compare(String name, String expected) throws IOException {
    Path page = PAGES.resolve(name);
    if (Boolean.getBoolean("uputnica.mechanisms.write")) {
      Files.createDirectories(Objects.requireNonNull(page.getParent()));
      Files.writeString(page, expected);
    }
    assertThat(Files.readString(page))
        .as("%s; see its first lines or MechanismDocTest for how to write it anew", page)
        .isEqualTo(expected);
  }
}
