package org.uputnica.mechanism.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentTexts;
import org.uputnica.contract.MechanismsApi;
import org.uputnica.contract.model.MechanismDto;
import org.uputnica.contract.model.MechanismListDto;
import org.uputnica.contract.model.MechanismParameterDto;
import org.uputnica.contract.model.MechanismPartDto;
import org.uputnica.contract.model.MechanismSummaryDto;
import org.uputnica.contract.model.TrackLabelDto;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Source;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.page.ProcedurePages;
import org.uputnica.platform.api.KeptAnswer;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Texts;

/**
 * The procedures of the countries over HTTP, to read and to settle. Contract: {@code
 * openapi/paths/mechanisms.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class MechanismResource implements MechanismsApi {
  private static final MediaType MARKDOWN = new MediaType("text", "markdown", "utf-8");
  private static final MediaType SVG = new MediaType("image", "svg+xml", "utf-8");
  private static final String POLICY = "default-src 'none'";

  private final Mechanisms mechanisms;
  private final MechanismLabels labels;
  private final ProcedurePages pages;
  private final ConsentTexts texts;
  private final String program;

  MechanismResource(
      Mechanisms mechanisms,
      MechanismLabels labels,
      ProcedurePages pages,
      ConsentTexts texts,
      @ConfigProperty(name = "quarkus.application.version") String program) {
    this.mechanisms = mechanisms;
    this.labels = labels;
    this.pages = pages;
    this.texts = texts;
    this.program = program;
  }

  @Override
  @RolesAllowed({
    Roles.FRONT, Roles.BORDER, Roles.ID, Roles.COORD, Roles.CASE, Roles.SHELTER, Roles.LAW,
    Roles.POL, Roles.GUARD, Roles.XB, Roles.REG, Roles.MON, Roles.DPO, Roles.ADMIN
  })
  public RestResponse<MechanismListDto> listMechanisms(@Nullable String acceptLanguage) {
    Locale language = Texts.staff(acceptLanguage);
    return RestResponse.ok(
        new MechanismListDto()
            .unreviewedTexts(texts.unreviewed())
            .countries(
                mechanisms.all().stream().map(country -> summary(country, language)).toList()));
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.XB, Roles.REG, Roles.MON, Roles.DPO, Roles.ADMIN})
  public RestResponse<MechanismDto> getMechanism(
      String country, @Nullable String acceptLanguage, @Nullable String ifNoneMatch) {
    Mechanism found = find(country);
    Locale language = Texts.staff(acceptLanguage);
    return unlessKnown(
        language,
        ifNoneMatch,
        MediaType.APPLICATION_JSON_TYPE,
        () ->
            new MechanismDto()
                .country(found.country())
                .name(pages.name(found, language))
                .footnote(pages.footnote(found, language).orElse(null))
                .version(found.version())
                .parameters(
                    found.parameters().stream()
                        .map(parameter -> parameter(parameter, language))
                        .toList()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT, Roles.BORDER, Roles.ID, Roles.COORD, Roles.CASE, Roles.SHELTER, Roles.LAW,
    Roles.POL, Roles.GUARD, Roles.XB, Roles.REG, Roles.MON, Roles.DPO, Roles.ADMIN
  })
  public RestResponse<String> readMechanism(
      String country, @Nullable String acceptLanguage, @Nullable String ifNoneMatch) {
    Mechanism found = find(country);
    Locale language = Texts.staff(acceptLanguage);
    return unlessKnown(
        language,
        ifNoneMatch,
        MARKDOWN,
        () ->
            pages.page(
                found,
                mechanisms.base(),
                language,
                track -> "tracks/" + track.code() + "/diagram"));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT, Roles.BORDER, Roles.ID, Roles.COORD, Roles.CASE, Roles.SHELTER, Roles.LAW,
    Roles.POL, Roles.GUARD, Roles.XB, Roles.REG, Roles.MON, Roles.DPO, Roles.ADMIN
  })
  public RestResponse<String> drawTrack(
      String country, String track, @Nullable String acceptLanguage, @Nullable String ifNoneMatch) {
    Mechanism found = find(country);
    Track drawn = found.track(TrackCode.of(track)).orElseThrow(RefusedException::notFound);
    Locale language = Texts.staff(acceptLanguage);
    return unlessKnown(language, ifNoneMatch, SVG, () -> pages.diagram(drawn, language));
  }

  private Mechanism find(String country) {
    return mechanisms.find(country).orElseThrow(RefusedException::notFound);
  }

  private <T> RestResponse<T> unlessKnown(
      Locale language, @Nullable String ifNoneMatch, MediaType type, Supplier<T> answer) {
    String version = String.join("-", program, mechanisms.fingerprint(), language.toLanguageTag());
    return KeptAnswer.unlessKnown(version, ifNoneMatch, type, answer)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .header("Content-Security-Policy", POLICY)
        .build();
  }

  private MechanismSummaryDto summary(Mechanism country, Locale language) {
    List<Parameter> parameters = country.parameters();
    return new MechanismSummaryDto()
        .country(country.country())
        .name(pages.name(country, language))
        .footnote(pages.footnote(country, language).orElse(null))
        .version(country.version())
        .values(parameters.size())
        .unconfirmed((int) parameters.stream().filter(it -> !it.source().confirmed()).count())
        .unknown((int) parameters.stream().filter(it -> !it.isKnown()).count())
        .tracks(
            country.tracks().stream()
                .map(track ->
                    new TrackLabelDto()
                        .code(track.code().value())
                        .label(labels.track(track.code(), language)))
                .toList());
  }

  private MechanismParameterDto parameter(Parameter parameter, Locale language) {
    Source source = parameter.source();
    return new MechanismParameterDto()
        .code(parameter.code())
        .label(pages.label(parameter, language))
        .known(parameter.isKnown())
        .confirmed(source.confirmed())
        .source(source.text())
        .year(source.year() == 0 ? null : source.year())
        .rows(
            parameter.rows().stream()
                .map(row -> row.entrySet().stream().map(part -> part(part, language)).toList())
                .toList());
  }

  private MechanismPartDto part(Map.Entry<String, List<String>> part, Locale language) {
    return new MechanismPartDto()
        .name(part.getKey())
        .label(pages.label(part.getKey(), language))
        .words(part.getValue())
        .said(pages.words(part.getKey(), part.getValue(), language));
  }
}
