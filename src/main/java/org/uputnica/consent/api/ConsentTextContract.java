package org.uputnica.consent.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentText;
import org.uputnica.consent.domain.ConsentWords;
import org.uputnica.consent.domain.ConsentWords.Sentence;
import org.uputnica.consent.domain.SentenceMedium;
import org.uputnica.consent.domain.TextReview;
import org.uputnica.contract.model.ConsentQuestionDto;
import org.uputnica.contract.model.ConsentScopeDto;
import org.uputnica.contract.model.ConsentSentenceDto;
import org.uputnica.contract.model.ConsentTextLanguageDto;
import org.uputnica.contract.model.ConsentTextVersionDto;
import org.uputnica.contract.model.ConsentWordsDto;
import org.uputnica.contract.model.SentenceMediumDto;
import org.uputnica.contract.model.TextReviewDto;
import org.uputnica.platform.text.Texts;

/** Between what is read to a person and the contract. */
final class ConsentTextContract {
  private ConsentTextContract() {}

  static ConsentTextVersionDto version(
      ConsentText text,
      List<ConsentWords> languages,
      Function<ConsentWords, Optional<TextReview>> reviews) {
    return new ConsentTextVersionDto()
        .version(text.version())
        .usedFrom(text.from())
        .usedUntil(text.until())
        .languages(
            languages.stream()
                .map(words ->
                    new ConsentTextLanguageDto()
                        .language(words.language().toLanguageTag())
                        .direction(
                            ConsentTextLanguageDto.DirectionEnum.fromString(
                                direction(words.language())))
                        .fingerprint(words.fingerprint())
                        .review(review(reviews.apply(words))))
                .toList());
  }

  static ConsentWordsDto words(
      ConsentWords words, Optional<TextReview> review, Map<String, List<SentenceMedium>> media) {
    return new ConsentWordsDto()
        .version(words.text().version())
        .language(words.language().toLanguageTag())
        .direction(ConsentWordsDto.DirectionEnum.fromString(direction(words.language())))
        .fingerprint(words.fingerprint())
        .review(review(review))
        .points(words.points().stream().map(each -> sentence(each, media)).toList())
        .questions(
            words.questions().stream()
                .map(question ->
                    new ConsentQuestionDto()
                        .scope(ConsentScopeDto.fromString(question.scope().code()))
                        .ask(sentence(question.ask(), media))
                        .why(sentence(question.why(), media))
                        .howLong(sentence(question.howLong(), media)))
                .toList())
        .back(sentence(words.back(), media))
        .rest(sentence(words.rest(), media));
  }

  private static ConsentSentenceDto sentence(
      Sentence sentence, Map<String, List<SentenceMedium>> media) {
    return new ConsentSentenceDto()
        .key(sentence.key())
        .text(sentence.words())
        .media(
            media.getOrDefault(sentence.key(), List.of()).stream()
                .map(ConsentTextContract::medium)
                .toList());
  }

  private static SentenceMediumDto medium(SentenceMedium medium) {
    return new SentenceMediumDto()
        .name(medium.file())
        .kind(SentenceMediumDto.KindEnum.fromString(medium.form().kind().name()))
        .mediaType(medium.form().mediaType())
        .size(medium.size())
        .changedAt(medium.changedAt());
  }

  private static @Nullable TextReviewDto review(Optional<TextReview> review) {
    return review
        .map(it -> new TextReviewDto().reviewedBy(it.by()).reviewedOn(it.on()))
        .orElse(null);
  }

  private static String direction(Locale language) {
    return Texts.isRightToLeft(language) ? "rtl" : "ltr";
  }
}
