package org.uputnica.consent;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.consent.domain.ConsentText;
import org.uputnica.consent.domain.ConsentWords;
import org.uputnica.consent.domain.TextReview;
import org.uputnica.platform.text.Texts;

/**
 * What is read to people before they answer, by version and language. A language whose bundle lacks
 * a sentence is not there: nobody is read half of it in English.
 */
@ApplicationScoped
public class ConsentTexts {
  private final Map<ConsentText, Map<String, ConsentWords>> words = new LinkedHashMap<>();
  private final ConsentFiles files;
  private final Clock clock;

  ConsentTexts(ConsentRules rules, Texts texts, ConsentFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
    for (ConsentText text : rules.texts()) {
      words.put(text, inEachLanguage(text, texts));
    }
  }

  /** All versions, oldest first; those that are not in use any more too. */
  public List<ConsentText> versions() {
    return List.copyOf(words.keySet());
  }

  /** A version in each language it was written in. */
  public List<ConsentWords> languages(ConsentText text) {
    return List.copyOf(words.getOrDefault(text, Map.of()).values());
  }

  /**
   * The words of a version in a language, if it was written in it.
   *
   * @param language BCP 47
   */
  public Optional<ConsentWords> find(String version, String language) {
    return words.entrySet().stream()
        .filter(each -> each.getKey().version().equals(version))
        .findFirst()
        .map(each -> each.getValue().get(language));
  }

  /** Who has reviewed these words; nothing when nobody has. */
  public Optional<TextReview> review(ConsentWords those) {
    return files.review(those);
  }

  /** In how many languages nobody has reviewed what is in use now. */
  public int unreviewed() {
    return (int) inUse().stream().filter(each -> files.review(each).isEmpty()).count();
  }

  void sayWhatIsUnreviewed(@Observes StartupEvent start) {
    int unreviewed = unreviewed();
    if (unreviewed > 0) {
      Log.warnf(
          "What is read to people before they answer: in %d of %d languages nobody has reviewed it;"
              + " GET /v1/consent-texts says in which",
          unreviewed, inUse().size());
    }
    files
        .findings(words.values().stream().flatMap(each -> each.values().stream()).toList())
        .forEach(Log::warn);
  }

  private List<ConsentWords> inUse() {
    return words.entrySet().stream()
        .filter(each -> each.getKey().isReadAt(clock.instant()))
        .flatMap(each -> each.getValue().values().stream())
        .toList();
  }

  private static Map<String, ConsentWords> inEachLanguage(ConsentText text, Texts texts) {
    Set<String> keys = Texts.keys(text.bundle(), Locale.ENGLISH);
    Map<String, ConsentWords> languages = new LinkedHashMap<>();
    for (String tag : Texts.PERSON) {
      Locale language = Locale.forLanguageTag(tag);
      if (Texts.keys(text.bundle(), language).containsAll(keys)) {
        languages.put(
            tag,
            ConsentWords.of(
                text,
                language,
                keys.stream()
                    .collect(
                        Collectors.toMap(
                            key -> key, key -> texts.text(text.bundle(), language, key)))));
      }
    }
    return languages;
  }
}
