package org.uputnica.mechanism.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Texts;

/** A procedure in the reader's language: names, values, the page of a country, the diagrams. */
@ApplicationScoped
public class ProcedurePages {
  private final Texts texts;
  private final MechanismLabels labels;
  private final CodeLists codeLists;

  /** Pages out of the program's texts and code lists. */
  public ProcedurePages(Texts texts, MechanismLabels labels, CodeLists codeLists) {
    this.texts = texts;
    this.labels = labels;
    this.codeLists = codeLists;
  }

  /**
   * What the country does at each step of the map, as Markdown.
   *
   * @param base what holds in every country
   * @param diagram where the diagram of a track is found
   */
  public String page(
      Mechanism country, Mechanism base, Locale language, Function<Track, String> diagram) {
    return CountryPage.of(country, base, words(language), diagram);
  }

  /** A track as a picture (SVG). */
  public String diagram(Track track, Locale language) {
    return Diagram.of(track, words(language));
  }

  /** The name of the country. */
  public String name(Mechanism country, Locale language) {
    return words(language).name(country);
  }

  /** What must stand below its name wherever the name is shown; empty for most. */
  public Optional<String> footnote(Mechanism country, Locale language) {
    return words(language).footnote(country);
  }

  /** What a parameter is about. */
  public String label(Parameter parameter, Locale language) {
    return words(language).parameter(parameter.code());
  }

  /** What a part of a parameter is about; empty for a plain value. */
  public String label(String part, Locale language) {
    return part.equals("value") ? "" : words(language).say("part." + part);
  }

  /** The words of a part of a parameter; codes in the reader's language, all else as written. */
  public List<String> words(String part, List<String> words, Locale language) {
    ProcedureWords said = words(language);
    return words.stream().map(word -> said.words(part, List.of(word))).toList();
  }

  private ProcedureWords words(Locale language) {
    return new ProcedureWords(texts, labels, codeLists, language);
  }
}
