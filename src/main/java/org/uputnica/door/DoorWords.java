package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Recall;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.platform.text.Texts;

/** What the door says, in her language: {@code messages/door*.properties}. */
@ApplicationScoped
class DoorWords {
  private static final String BUNDLE = "door";

  /** The words for items are those of her receipts. */
  private static final String RECEIPT = "receipt";

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

  /** Before and after she takes back a yes that others of hers to single offices hang on. */
  String endsMore(boolean done, Locale language) {
    return texts.text(BUNDLE, language, done ? "takenback.all" : "back.all");
  }

  /**
   * What was asked back, and what was answered.
   *
   * @param from what the office is called
   */
  List<String> recall(Recall recall, String from, Locale language) {
    String items =
        recall.items().stream()
            .sorted()
            .map(item -> texts.text(RECEIPT, language, "item." + item.name()))
            .collect(Collectors.joining("; "));
    Recall.@Nullable Answer answer = recall.answer();
    return List.of(
        from,
        texts.text(BUNDLE, language, "recall", items),
        texts.text(BUNDLE, language, "recall." + (answer == null ? "OPEN" : answer.name())));
  }

  String left(DoorMessage.Kind kind, Locale language) {
    return texts.text(BUNDLE, language, "left." + kind.name());
  }
}
