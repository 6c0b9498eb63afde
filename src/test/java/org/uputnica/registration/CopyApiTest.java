package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** A person gets everything that is kept of her, as data and on paper. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CopyApiTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path FORBIDDEN = Path.of("src/main/resources/neutral-words.txt");
  private static final String NAME = "Ѓурђа Жетва";

  private final MainJob her =
      MainJob.aWomanAtTheCrossing()
          .with("nameKind", "NAME")
          .with("name", NAME)
          .consent("CS-STO", Personas.MIRA, "NAME", "NARRATIVE");

  @BeforeEach
  void sheIsRegistered() {
    her.registered().takenOver(Personas.MIRA);
  }

  @Test
  void theCopyHasItemsNotesAndWhatSheSaid() {
    note("She wants to call her sister.");
    asGold(Personas.MIRA)
        .get("/v1/cases/{id}/copy", her.caseId)
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("items.name", equalTo(NAME))
        .body("notes.text", hasItem("She wants to call her sister."))
        .body("kept", hasItem("NARRATIVE"))
        .body("statements.scope", hasItem("CS-STO"));
    as(Personas.TAMARA)
        .queryParam("caseId", her.caseId)
        .queryParam("kind", "EXPORT")
        .get("/v1/journal")
        .then()
        .statusCode(200)
        .body("entries.action", equalTo(List.of("identity-copy-exported")));
    as(Personas.MIRA)
        .get("/v1/cases/{id}/access-log?language=en", her.caseId)
        .then()
        .statusCode(200)
        .body("entries.what", hasItem(startsWith("Made a copy for you: your name; ")));
  }

  @Test
  void onPaperItIsReadableInEveryLanguageOfTheStaffAndSaysNothingElse() throws Exception {
    note("Хоће да зове сестру.\nGđa Čašćenović čeka, Mësuesi ë. \uD83D\uDE42");
    for (String language : List.of("en", "sq", "bs", "cnr", "sr-Latn", "sr-Cyrl", "mk")) {
      HttpResponse<byte[]> pdf = printed(language);
      assertThat(pdf.statusCode()).isEqualTo(200);
      assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
      assertThat(pdf.headers().firstValue("Content-Disposition"))
          .hasValue("attachment; filename=\"copy.pdf\"");
      try (var document = Loader.loadPDF(pdf.body())) {
        String text = new PDFTextStripper().getText(document);
        assertThat(text)
            .as(language)
            .contains(NAME, "Хоће да зове сестру.", "Gđa Čašćenović čeka, Mësuesi ë. ◌")
            .contains(texts(language).getProperty("title"));
        String words = text.toLowerCase(Locale.ROOT);
        assertThat(forbidden()).as(language).noneMatch(words::contains);
      }
    }
  }

  @Test
  void onPaperItIsInHerOwnLanguage() throws Exception {
    for (String language : Texts.PERSON) {
      try (var document = Loader.loadPDF(printed(language).body())) {
        assertThat(document.getDocumentCatalog().getLanguage()).isEqualToIgnoringCase(language);
        assertThat(new PDFTextStripper().getText(document)).as(language).contains(NAME);
      }
    }
  }

  @Test
  void everyLanguageHasEveryText() throws IOException {
    Set<Object> english = texts("en").keySet();
    for (String language : Texts.PERSON) {
      assertThat(texts(language).keySet()).as(language).isEqualTo(english);
    }
  }

  @Test
  void onlyTheCaseManagerHandsItOut() {
    Refusals.refused(
        () -> asGold(Personas.GENT).get("/v1/cases/{id}/copy", her.caseId),
        ProblemType.NOT_FOUND,
        null);
    Refusals.refused(
        () -> asGold(Personas.GENT).get("/v1/cases/{id}/copy/document", her.caseId),
        ProblemType.NOT_FOUND,
        null);
    for (var other : List.of(Personas.VERA, Personas.TAMARA, Personas.ADMIR, Personas.SANJA)) {
      Refusals.refused(
          () -> as(other).get("/v1/cases/{id}/copy", her.caseId), ProblemType.FORBIDDEN, null);
    }
  }

  private HttpResponse<byte[]> printed(String language) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address =
          URI.create(
              "http://localhost:%d/v1/cases/%s/copy/document"
                  .formatted(RestAssured.port, her.caseId));
      return client.send(
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer " + Tokens.gold("mira"))
              .header("Accept-Language", language)
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private void note(String text) {
    as(Personas.MIRA)
        .body(Map.of("id", Ids.random(), "text", text))
        .post("/v1/cases/{id}/notes", her.caseId)
        .then()
        .statusCode(201);
  }

  private static List<String> forbidden() throws IOException {
    try (Stream<String> lines = Files.lines(FORBIDDEN)) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.substring(line.indexOf(' ') + 1).strip().toLowerCase(Locale.ROOT))
          .toList();
    }
  }

  private static Properties texts(String language) throws IOException {
    String suffix = language.equals("en") ? "" : "_" + language.replace('-', '_');
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(MESSAGES.resolve("copy" + suffix + ".properties"))) {
      texts.load(in);
    }
    return texts;
  }
}
