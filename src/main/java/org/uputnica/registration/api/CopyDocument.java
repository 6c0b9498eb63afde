package org.uputnica.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.print.Block;
import org.uputnica.platform.print.Block.Entry;
import org.uputnica.platform.print.Block.Heading;
import org.uputnica.platform.print.Block.Paragraph;
import org.uputnica.platform.print.Leaflet;
import org.uputnica.platform.print.Paper;
import org.uputnica.platform.print.Press;
import org.uputnica.platform.text.Texts;
import org.uputnica.registration.PersonsCopy;

/**
 * The person's copy as a PDF: her own words and neutral ones, nothing that tells a finder what kind
 * of help this is.
 */
@ApplicationScoped
class CopyDocument {
  private static final String BUNDLE = "copy";
  private static final String ASKED = "receipt";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final ZoneId THERE = ZoneId.of("Europe/Belgrade");

  private final Texts texts;
  private final Press press;

  CopyDocument(Texts texts, Press press) {
    this.texts = texts;
    this.press = press;
  }

  byte[] print(PersonsCopy copy, Locale language) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(text(language, "number", copy.record().code().value())));
    blocks.add(new Paragraph(text(language, "made", day(copy.madeAt()))));
    blocks.add(new Heading(text(language, "kept")));
    for (var item : copy.file().items().texts().entrySet()) {
      String field = "field." + item.getKey().field();
      String category = said(language, "item." + item.getKey().category().name());
      blocks.add(new Entry(texts.textOr(BUNDLE, language, field, category), item.getValue()));
    }
    copy.file()
        .notes()
        .forEach((id, note) -> {
          if (!copy.betweenDesks().contains(id)) {
            blocks.add(new Entry(text(language, "note"), note));
          }
        });
    if (!Collections.disjoint(copy.file().notes().keySet(), copy.betweenDesks())) {
      blocks.add(new Paragraph(text(language, "closed", text(language, "between"))));
    }
    for (ItemCategory category : copy.file().kept()) {
      if (!copy.opened().contains(category)) {
        blocks.add(
            new Paragraph(text(language, "closed", said(language, "item." + category.name()))));
      }
    }
    blocks.add(new Heading(text(language, "said")));
    for (var statement : copy.statements()) {
      blocks.add(
          new Paragraph(
              day(statement.said().deviceTime())
                  + "  "
                  + said(language, "scope." + statement.scope().code())
                  + " "
                  + text(language, "answer." + statement.status().name())));
    }
    blocks.add(new Heading(text(language, "rights")));
    for (String right : List.of("right.correct", "right.erase", "right.ask")) {
      blocks.add(new Paragraph(text(language, right)));
    }
    return press.print(new Leaflet(language, text(language, "title"), blocks), Paper.A4);
  }

  private static String day(Instant at) {
    return DAY.format(LocalDate.ofInstant(at, THERE));
  }

  /** In the words in which she was asked. */
  private String said(Locale language, String key) {
    return texts.text(ASKED, language, key);
  }

  private String text(Locale language, String key, Object... arguments) {
    return texts.text(BUNDLE, language, key, arguments);
  }
}
