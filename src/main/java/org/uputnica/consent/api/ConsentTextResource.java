package org.uputnica.consent.api;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentFiles;
import org.uputnica.consent.ConsentTexts;
import org.uputnica.consent.domain.ConsentWords;
import org.uputnica.consent.domain.SentenceMedium;
import org.uputnica.consent.domain.TextReview;
import org.uputnica.contract.ConsentTextsApi;
import org.uputnica.contract.model.ConsentTextListDto;
import org.uputnica.contract.model.ConsentWordsDto;
import org.uputnica.platform.api.KeptAnswer;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Fingerprint;

/**
 * What is read to a person before she answers, over HTTP; for everybody who is signed in, since it
 * is about nobody. Contract: {@code openapi/paths/consent-texts.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class ConsentTextResource implements ConsentTextsApi {
  /** A drawing may have a style of its own and nothing that runs. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private final ConsentTexts texts;
  private final ConsentFiles files;
  private final String program;

  ConsentTextResource(
      ConsentTexts texts,
      ConsentFiles files,
      @ConfigProperty(name = "quarkus.application.version") String program) {
    this.texts = texts;
    this.files = files;
    this.program = program;
  }

  @Override
  @Authenticated
  public RestResponse<ConsentTextListDto> listConsentTexts() {
    return RestResponse.ok(
        new ConsentTextListDto()
            .versions(
                texts.versions().stream()
                    .map(text ->
                        ConsentTextContract.version(text, texts.languages(text), texts::review))
                    .toList()));
  }

  @Override
  @Authenticated
  public RestResponse<ConsentWordsDto> readConsentText(
      String version, String language, @Nullable String ifNoneMatch) {
    ConsentWords words = find(version, language);
    Optional<TextReview> review = texts.review(words);
    Map<String, List<SentenceMedium>> media = files.media(words);
    return KeptAnswer.unlessKnown(
            String.join(
                "-",
                program,
                words.fingerprint(),
                Fingerprint.of(review + " " + new TreeMap<>(media))),
            ifNoneMatch,
            MediaType.APPLICATION_JSON_TYPE,
            () -> ConsentTextContract.words(words, review, media))
        .build();
  }

  @Override
  @Authenticated
  public RestResponse<InputStream> readMedium(
      String version, String language, String file, @Nullable String ifNoneMatch) {
    ConsentWords words = find(version, language);
    SentenceMedium medium = files.medium(words, file).orElseThrow(RefusedException::notFound);
    byte[] bytes = files.read(words, medium).orElseThrow(RefusedException::notFound);
    return KeptAnswer.<InputStream>unlessKnown(
            Fingerprint.of(bytes),
            ifNoneMatch,
            MediaType.valueOf(medium.form().mediaType()),
            () -> new ByteArrayInputStream(bytes))
        .header("Content-Security-Policy", POLICY)
        .build();
  }

  private ConsentWords find(String version, String language) {
    return texts.find(version, language).orElseThrow(RefusedException::notFound);
  }
}
