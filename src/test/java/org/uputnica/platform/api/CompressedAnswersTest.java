package org.uputnica.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** What holds nothing secret is sent short; what is about people is not, or its length tells. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CompressedAnswersTest {
  private static final String PAGE = "/v1/mechanisms/ME/page";

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/codelists/indicators",
        "/v1/consent-texts/1/en",
        "/v1/mechanisms/ME",
        PAGE,
        "/v1/mechanisms/ME/tracks/overall/diagram"
      })
  void whatHoldsNothingSecretIsSentShort(String path) throws Exception {
    HttpResponse<byte[]> plain = reads(SANJA, path);
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(encoding(plain)).isEqualTo("identity");
    HttpResponse<byte[]> compressed = reads(SANJA, path, "Accept-Encoding", "gzip");
    assertThat(encoding(compressed)).isEqualTo("gzip");
    assertThat(unzipped(compressed)).isEqualTo(plain.body());
    assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
    for (HttpResponse<byte[]> answer : List.of(plain, compressed)) {
      assertThat(String.join(", ", answer.headers().allValues("Vary")))
          .containsIgnoringCase("Accept-Encoding");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/me, 200",
    "/v1/cases, 200",
    "/v1/worklist, 200",
    "/v1/changes, 200",
    "/v1/mechanisms, 200",
    "/v1/codelists/nothing, 404",
    "/v1/cases/2f7a6c52-18ad-4a2c-8d9c-0f1a0f4c7e01/identity, 404"
  })
  void everythingElseGoesOutAsItIs(String path, int status) throws Exception {
    asItIs(reads(MIRA, path, "Accept-Encoding", "gzip, deflate"), status);
  }

  @Test
  void norIsAPersonsRecord() throws Exception {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered().takenOver(MIRA);
    for (String part : new String[] {"", "/identity", "/consents", "/steps"}) {
      asItIs(reads(MIRA, "/v1/cases/" + job.caseId + part, "Accept-Encoding", "gzip"), 200);
    }
  }

  /** A tag says that two answers mean the same, whether or not one is compressed. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity"})
  void whatIsKnownIsNotSentAgain(String encoding) throws Exception {
    HttpResponse<byte[]> first = reads(SANJA, PAGE, "Accept-Encoding", encoding);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("W/\"").endsWith("\"");
    for (String known : new String[] {tag, tag.substring(2), "\"other\", " + tag}) {
      HttpResponse<byte[]> again =
          reads(SANJA, PAGE, "Accept-Encoding", encoding, "If-None-Match", known);
      assertThat(again.statusCode()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(tag);
    }
    assertThat(reads(SANJA, PAGE, "If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
  }

  private static void asItIs(HttpResponse<byte[]> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(encoding(answer)).isEqualTo("identity");
    assertThat(new String(answer.body(), UTF_8)).startsWith("{");
  }

  private static String encoding(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Encoding").orElse("identity");
  }

  private static byte[] unzipped(HttpResponse<byte[]> answer) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return in.readAllBytes();
    }
  }

  private HttpResponse<byte[]> reads(Person who, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + Tokens.of(who.username()))
            .header("Accept-Language", "en");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.GET().build(), BodyHandlers.ofByteArray());
  }
}
