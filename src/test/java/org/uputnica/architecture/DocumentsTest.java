package org.uputnica.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages point to what is there; decisions are numbered without gaps. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern BARE_KOSOVO = Pattern.compile("Kosovo(?!\\\\?\\*)");
  private static final Pattern TITLE = Pattern.compile("# ([0-9]+)\\. .+");

  @Test
  void decisionsAreNumberedWithoutGaps() throws IOException {
    List<Path> pages = markdownUnder(Path.of("docs/adr"));
    List<String> numbers = pages.stream().map(page -> fileName(page).substring(0, 4)).toList();
    assertThat(numbers)
        .isEqualTo(IntStream.rangeClosed(1, pages.size()).mapToObj("%04d"::formatted).toList());
  }

  @Test
  void aDecisionCallsItselfByItsNumber() throws IOException {
    for (Path page : markdownUnder(Path.of("docs/adr"))) {
      var title = TITLE.matcher(Files.readAllLines(page).getFirst());
      assertThat(title.matches()).as("first line of %s", page).isTrue();
      assertThat(Integer.parseInt(title.group(1)))
          .as("%s", page)
          .isEqualTo(Integer.parseInt(fileName(page).substring(0, 4)));
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<Path> pages = new ArrayList<>(markdownUnder(Path.of("docs")));
    pages.add(Path.of("README.md"));
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        String target = link.group(1);
        boolean elsewhere = target.startsWith("http:") || target.startsWith("https:");
        if (!elsewhere && !Files.exists(page.resolveSibling(target))) {
          broken.add(page + ": " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /**
   * Asterisked wherever the name stands; the footnote is in NOTICE, the glossary and the contract.
   */
  @Test
  void kosovoIsWrittenWithItsFootnote() throws IOException {
    List<String> bare = new ArrayList<>();
    for (String folder : List.of("src/main/resources", "docs", "openapi", "keycloak-realm")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(DocumentsTest::isText).toList()) {
          for (String line : Files.readAllLines(file)) {
            if (BARE_KOSOVO.matcher(line).find() && !line.contains("Resolution 1244")) {
              bare.add(file + ": " + line);
            }
          }
        }
      }
    }
    assertThat(bare).isEmpty();
  }

  /** Whatever lies there but the faces of the press. */
  private static boolean isText(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith(".ttf");
  }

  private static List<Path> markdownUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(each -> each.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static String fileName(Path page) {
    return String.valueOf(page.getFileName());
  }
}
