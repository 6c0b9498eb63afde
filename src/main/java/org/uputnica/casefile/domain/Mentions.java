package org.uputnica.casefile.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;

/**
 * What free words give away of who she is: a part of a name, in whatever script it is written; the
 * telephone number; the number of a document; the day of birth. It finds what was typed without
 * thinking, not what somebody hides; a story cannot be found this way.
 */
public final class Mentions {
  /** The categories it looks for. */
  public static final Set<ItemCategory> FOUND =
      Set.of(ItemCategory.NAME, ItemCategory.CONTACT, ItemCategory.DOCUMENT, ItemCategory.BIRTH);

  /** A shorter part of a name is any word. */
  private static final int SHORTEST_NAME = 3;

  /** So many last digits are one telephone; a country is said in two ways before them. */
  private static final int DIGITS_OF_A_PHONE = 7;

  private static final int SHORTEST_NUMBER = 5;
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^\\p{L}\\p{M}\\u0027\\u2019\\u02BC]+");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})\\D{1,3}(\\d{1,2})\\D{1,3}(\\d{4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})\\D{1,3}(\\d{1,2})\\D{1,3}(\\d{1,2})");

  private Mentions() {}

  /** The categories of {@code items} that {@code text} says something of. */
  public static Set<ItemCategory> of(IdentityItems items, String text) {
    Set<ItemCategory> said = EnumSet.noneOf(ItemCategory.class);
    if (says(text, items.name()) || says(text, items.alias())) {
      said.add(ItemCategory.NAME);
    }
    String digits = DocumentNumber.plain(text).replaceAll("\\D", "");
    if (items.phone() != null && digits.contains(last(items.phone()))) {
      said.add(ItemCategory.CONTACT);
    }
    if (items.documentNumber() != null && holds(text, items.documentNumber())) {
      said.add(ItemCategory.DOCUMENT);
    }
    if (items.birthDate() != null && saysDay(text, items.birthDate())) {
      said.add(ItemCategory.BIRTH);
    }
    return Collections.unmodifiableSet(said);
  }

  private static boolean says(String text, @Nullable String name) {
    if (name == null) {
      return false;
    }
    List<NameSound> parts = new ArrayList<>();
    for (String part : BETWEEN_WORDS.split(name)) {
      if (part.length() >= SHORTEST_NAME) {
        parts.addAll(NameSound.partsOf(part));
      }
    }
    return BETWEEN_WORDS
        .splitAsStream(text)
        .filter(word -> word.length() >= SHORTEST_NAME)
        .flatMap(word -> NameSound.partsOf(word).stream())
        .anyMatch(word -> parts.stream().anyMatch(word::soundsAs));
  }

  private static boolean holds(String text, String number) {
    String plain = DocumentNumber.plain(number);
    return plain.length() >= SHORTEST_NUMBER && DocumentNumber.plain(text).contains(plain);
  }

  private static String last(String phone) {
    return phone.substring(Math.max(0, phone.length() - DIGITS_OF_A_PHONE));
  }

  private static boolean saysDay(String text, LocalDate born) {
    return isDay(DAY_FIRST.matcher(text), 3, 1, born)
        || isDay(YEAR_FIRST.matcher(text), 1, 3, born);
  }

  private static boolean isDay(Matcher dates, int year, int day, LocalDate born) {
    return dates
        .results()
        .anyMatch(it ->
            Integer.parseInt(it.group(year)) == born.getYear()
                && Integer.parseInt(it.group(2)) == born.getMonthValue()
                && Integer.parseInt(it.group(day)) == born.getDayOfMonth());
  }
}
