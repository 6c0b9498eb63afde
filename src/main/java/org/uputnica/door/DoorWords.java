package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.platform.text.Texts;

/** What the door says, in her language: {@code messages/door*.properties}. */
@ApplicationScoped
class DoorWords {
  private static final String BUNDLE = "door";

  private final Texts texts;

  DoorWords(Texts texts) {
    this.texts = texts;
  }

  /**
   * Her language.
   *
   * @param otherwise {@code Accept-Language}, for a language without texts
   */
  Locale language(String hers, @Nullable String otherwise) {
    return Texts.PERSON.contains(hers)
        ? Locale.forLanguageTag(hers)
        : Texts.choose(otherwise, Texts.PERSON);
  }

  String title(Locale language) {
    return texts.text(BUNDLE, language, "title");
  }

  List<String> welcome(Locale language) {
    return List.of("see", "back", "write", "close", "lost").stream()
        .map(key -> texts.text(BUNDLE, language, key))
        .toList();
  }

  String takenBack(Locale language) {
    return texts.text(BUNDLE, language, "takenback");
  }

  String left(DoorMessage.Kind kind, Locale language) {
    return texts.text(BUNDLE, language, "left." + kind.name());
  }
}
