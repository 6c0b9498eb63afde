package org.uputnica.consent.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.platform.text.Fingerprint;

/**
 * What is read to a person before she answers: one version in one language, in the order it is
 * said. A version holds what it was written with; scopes and points that came later are not in it.
 *
 * @param points said before the first question
 * @param questions in the order of the scopes
 * @param back asks her to say it in her own words
 * @param rest when she is tired or in pain
 */
public record ConsentWords(
    ConsentText text,
    Locale language,
    List<Sentence> points,
    List<Question> questions,
    Sentence back,
    Sentence rest) {
  public ConsentWords {
    points = List.copyOf(points);
    questions = List.copyOf(questions);
  }

  /** What she has to know, whatever she is asked, in the order it is said. */
  public enum Point {
    WHO,
    WHY,
    WHAT,
    HELP,
    CHANGE,
    SHARED,
    WITHOUT,
    COUNTED,
    COPY,
    COMPLAIN,
    CHILD,
    INTERPRETER
  }

  /** What is said in one breath. */
  public record Sentence(String key, String words) {}

  /** What is asked, why, and for how long it holds. */
  public record Question(ConsentScope scope, Sentence ask, Sentence why, Sentence howLong) {
    Stream<Sentence> sentences() {
      return Stream.of(ask, why, howLong);
    }
  }

  /**
   * Puts the sentences of a bundle into their order.
   *
   * @param sentences key to words, as in {@code messages/asking.properties}
   * @throws IllegalArgumentException when it lacks {@code back}, {@code rest} or a sentence of a
   *     question it has
   */
  public static ConsentWords of(ConsentText text, Locale language, Map<String, String> sentences) {
    return new ConsentWords(
        text,
        language,
        Arrays.stream(Point.values())
            .map(point -> "point." + point)
            .filter(sentences::containsKey)
            .map(key -> sentence(key, sentences))
            .toList(),
        Arrays.stream(ConsentScope.values())
            .filter(scope -> sentences.containsKey(scope.code() + ".ask"))
            .map(scope ->
                new Question(
                    scope,
                    sentence(scope.code() + ".ask", sentences),
                    sentence(scope.code() + ".why", sentences),
                    sentence(scope.code() + ".long", sentences)))
            .toList(),
        sentence("back", sentences),
        sentence("rest", sentences));
  }

  /** Every sentence, in the order it is said. */
  public Stream<Sentence> sentences() {
    return Stream.of(
            points.stream(), questions.stream().flatMap(Question::sentences), Stream.of(back, rest))
        .flatMap(each -> each);
  }

  /** {@code version/language}: how a review and a folder of media name these words. */
  public String name() {
    return text.version() + "/" + language.toLanguageTag();
  }

  /** Of these very words: another word anywhere is another fingerprint. */
  public String fingerprint() {
    return Fingerprint.of(
        sentences()
            .map(each -> each.key() + "=" + each.words() + "\n")
            .collect(Collectors.joining()));
  }

  private static Sentence sentence(String key, Map<String, String> sentences) {
    String words = sentences.get(key);
    if (words == null) {
      throw new IllegalArgumentException("no sentence " + key);
    }
    return new Sentence(key, words);
  }
}
