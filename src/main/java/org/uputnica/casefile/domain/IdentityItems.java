package org.uputnica.casefile.domain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.problem.RefusedException;

/**
 * What names a person or tells her story; an absent value is one nobody gave. Never printed: {@code
 * toString} says which categories are there and nothing else.
 *
 * @param phone E.164
 * @param safeContact channel and times at which contact is safe
 * @param birthYear when the day is not known; equals the year of {@code birthDate} if both are
 *     there
 * @param nationality ISO 3166-1 alpha-2, as said or as in the document
 */
public record IdentityItems(
    @Nullable String name,
    @Nullable String alias,
    @Nullable String phone,
    @Nullable String safeContact,
    @Nullable LocalDate birthDate,
    @Nullable Integer birthYear,
    @Nullable String nationality,
    @Nullable String documentType,
    @Nullable String documentNumber,
    @Nullable String health,
    @Nullable String narrative) {

  private static final IdentityItems NONE = of(Map.of());

  /**
   * Texts are kept as {@link IdentityText#clean} leaves them.
   *
   * @throws RefusedException {@code invalid-value} naming the field
   */
  public IdentityItems {
    name = line(IdentityField.NAME, name);
    alias = line(IdentityField.ALIAS, alias);
    phone = line(IdentityField.PHONE, phone);
    safeContact = clean(IdentityField.SAFE_CONTACT, safeContact);
    nationality = line(IdentityField.NATIONALITY, nationality);
    documentType = line(IdentityField.DOCUMENT_TYPE, documentType);
    documentNumber = line(IdentityField.DOCUMENT_NUMBER, documentNumber);
    health = clean(IdentityField.HEALTH, health);
    narrative = clean(IdentityField.NARRATIVE, narrative);
    if (birthDate != null && birthYear != null && birthDate.getYear() != birthYear) {
      throw IdentityText.refused(
          IdentityField.BIRTH_YEAR.field(), "is not the year of the date of birth");
    }
  }

  public static IdentityItems none() {
    return NONE;
  }

  /** Items from the texts of their fields; a date as ISO 8601, a year in digits. */
  public static IdentityItems of(Map<IdentityField, String> texts) {
    String date = texts.get(IdentityField.BIRTH_DATE);
    String year = texts.get(IdentityField.BIRTH_YEAR);
    return new IdentityItems(
        texts.get(IdentityField.NAME),
        texts.get(IdentityField.ALIAS),
        texts.get(IdentityField.PHONE),
        texts.get(IdentityField.SAFE_CONTACT),
        date == null ? null : LocalDate.parse(date),
        year == null ? null : Integer.valueOf(year),
        texts.get(IdentityField.NATIONALITY),
        texts.get(IdentityField.DOCUMENT_TYPE),
        texts.get(IdentityField.DOCUMENT_NUMBER),
        texts.get(IdentityField.HEALTH),
        texts.get(IdentityField.NARRATIVE));
  }

  /** The inverse of {@link #of}: only what is there. */
  public Map<IdentityField, String> texts() {
    Map<IdentityField, String> texts = new EnumMap<>(IdentityField.class);
    for (IdentityField field : IdentityField.values()) {
      @Nullable Object value = value(field);
      if (value != null) {
        texts.put(field, value.toString());
      }
    }
    return Collections.unmodifiableMap(texts);
  }

  /** The categories of which at least one field is there. */
  public Set<ItemCategory> categories() {
    Set<ItemCategory> categories = EnumSet.noneOf(ItemCategory.class);
    texts().keySet().forEach(field -> categories.add(field.category()));
    return Collections.unmodifiableSet(categories);
  }

  public boolean isEmpty() {
    return categories().isEmpty();
  }

  /** What of this belongs to {@code category}. */
  public IdentityItems only(ItemCategory category) {
    Map<IdentityField, String> texts = new EnumMap<>(IdentityField.class);
    texts()
        .forEach((field, text) -> {
          if (field.category() == category) {
            texts.put(field, text);
          }
        });
    return of(texts);
  }

  /**
   * This, corrected by what was said later; what is absent there stays. Of birth the later word
   * counts as a whole: a date brings its year, and a year that contradicts an earlier date ends it.
   */
  public IdentityItems correctedBy(IdentityItems later) {
    Map<IdentityField, String> texts = new EnumMap<>(IdentityField.class);
    texts.putAll(texts());
    if (later.birthDate != null) {
      texts.remove(IdentityField.BIRTH_YEAR);
    }
    if (later.birthYear != null && birthDate != null && later.birthYear != birthDate.getYear()) {
      texts.remove(IdentityField.BIRTH_DATE);
    }
    texts.putAll(later.texts());
    return of(texts);
  }

  /** The categories in which {@code later} says something else than what is here. */
  public Set<ItemCategory> contradictedBy(IdentityItems later) {
    Map<IdentityField, String> now = correctedBy(later).texts();
    Set<ItemCategory> categories = EnumSet.noneOf(ItemCategory.class);
    texts()
        .forEach((field, text) -> {
          if (!text.equals(now.get(field))) {
            categories.add(field.category());
          }
        });
    return Collections.unmodifiableSet(categories);
  }

  private @Nullable Object value(IdentityField field) {
    return switch (field) {
      case NAME -> name;
      case ALIAS -> alias;
      case PHONE -> phone;
      case SAFE_CONTACT -> safeContact;
      case BIRTH_DATE -> birthDate;
      case BIRTH_YEAR -> birthYear;
      case NATIONALITY -> nationality;
      case DOCUMENT_TYPE -> documentType;
      case DOCUMENT_NUMBER -> documentNumber;
      case HEALTH -> health;
      case NARRATIVE -> narrative;
    };
  }

  private static @Nullable String clean(IdentityField field, @Nullable String text) {
    return text == null ? null : IdentityText.clean(field.field(), text);
  }

  private static @Nullable String line(IdentityField field, @Nullable String text) {
    return text == null ? null : IdentityText.line(field.field(), text);
  }

  @Override
  public String toString() {
    return "IdentityItems" + categories() + "[redacted]";
  }
}
