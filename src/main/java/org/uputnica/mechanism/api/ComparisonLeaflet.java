package org.uputnica.mechanism.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.ComparisonService.Compared;
import org.uputnica.mechanism.domain.Comparison;
import org.uputnica.platform.print.Block;
import org.uputnica.platform.print.Leaflet;
import org.uputnica.platform.text.Texts;

/** The latest comparison of the ways, for the person to take along. */
@ApplicationScoped
class ComparisonLeaflet {
  private static final String BUNDLE = "options";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final ZoneId THERE = ZoneId.of("Europe/Belgrade");

  private final Texts texts;

  ComparisonLeaflet(Texts texts) {
    this.texts = texts;
  }

  /** In the person's language; without texts in it, in the one asked for. */
  Leaflet of(Compared compared, @Nullable String otherwise) {
    String spoken = compared.record().language();
    Locale language =
        Texts.PERSON.contains(spoken)
            ? Locale.forLanguageTag(spoken)
            : Texts.choose(otherwise, Texts.PERSON);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(text(language, "number", compared.record().code().value())));
    if (compared.comparisons().isEmpty()) {
      blocks.add(new Block.Paragraph(text(language, "none")));
    } else {
      Comparison latest = compared.comparisons().getFirst();
      blocks.add(
          new Block.Paragraph(
              text(language, "day", DAY.format(LocalDate.ofInstant(latest.at(), THERE)))));
      blocks.add(
          new Block.Table(
              List.of(text(language, "way"), text(language, "for"), text(language, "against")),
              latest.ways().stream().map(way -> row(language, way)).toList()));
    }
    blocks.add(new Block.Paragraph(text(language, "choose")));
    blocks.add(new Block.Paragraph(text(language, "help")));
    return new Leaflet(language, text(language, "title"), blocks);
  }

  private List<String> row(Locale language, Comparison.Compared compared) {
    return List.of(
        text(language, "way." + compared.way().name()),
        points(language, compared.pro()),
        points(language, compared.contra()));
  }

  private String points(Locale language, List<String> codes) {
    return codes.stream()
        .map(code -> text(language, "point." + code))
        .collect(Collectors.joining("\n"));
  }

  private String text(Locale language, String key, Object... arguments) {
    return texts.text(BUNDLE, language, key, arguments);
  }
}
