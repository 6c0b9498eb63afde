package org.uputnica.casefile.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CountryCode;

/**
 * What somebody can be found by, in the form in which it is compared: what was kept of her, or what
 * is looked for. Never printed.
 *
 * @param names how each part of each name and alias sounds
 * @param phone E.164
 * @param document capital letters and digits
 */
public record SearchTerms(
    List<List<NameSound>> names,
    @Nullable Integer birthYear,
    @Nullable String phone,
    @Nullable String document) {
  /** A consonant alone tells too little to look through a country with it. */
  private static final int SHORTEST_STRONG_SOUND = 2;

  /** Longest list of strong values of one person. */
  private static final int MOST_STRONG = 32;

  public SearchTerms {
    names = names.stream().map(List::copyOf).filter(it -> !it.isEmpty()).toList();
  }

  /**
   * What {@code items} can be found by.
   *
   * @param where country whose national telephone numbers need no prefix
   */
  public static SearchTerms of(IdentityItems items, CountryCode where) {
    List<List<NameSound>> names = new ArrayList<>();
    if (items.name() != null) {
      names.add(NameSound.partsOf(items.name()));
    }
    if (items.alias() != null) {
      names.add(NameSound.partsOf(items.alias()));
    }
    Integer year =
        items.birthDate() == null
            ? items.birthYear()
            : Integer.valueOf(items.birthDate().getYear());
    String document =
        items.documentNumber() == null ? "" : DocumentNumber.plain(items.documentNumber());
    return new SearchTerms(
        names,
        year,
        items.phone() == null ? null : PhoneNumbers.international(items.phone(), where),
        document.isEmpty() ? null : document);
  }

  /** What of this belongs to these categories. */
  public SearchTerms only(Set<ItemCategory> categories) {
    return new SearchTerms(
        categories.contains(ItemCategory.NAME) ? names : List.of(),
        categories.contains(ItemCategory.BIRTH) ? birthYear : null,
        categories.contains(ItemCategory.CONTACT) ? phone : null,
        categories.contains(ItemCategory.DOCUMENT) ? document : null);
  }

  /** Which criteria are there. */
  public Set<Criterion> criteria() {
    Set<Criterion> criteria = EnumSet.noneOf(Criterion.class);
    if (!names.isEmpty()) {
      criteria.add(Criterion.NAME);
    }
    if (birthYear != null) {
      criteria.add(Criterion.BIRTH_YEAR);
    }
    if (phone != null) {
      criteria.add(Criterion.PHONE);
    }
    if (document != null) {
      criteria.add(Criterion.DOCUMENT);
    }
    return criteria;
  }

  /** Values of an organisation's blind index, one token each. */
  public Set<String> values() {
    Set<String> values = new TreeSet<>();
    for (List<NameSound> name : names) {
      for (NameSound part : name) {
        part.skeletons().forEach(sound -> values.add(Criterion.NAME + " " + sound));
      }
    }
    if (birthYear != null) {
      values.add(Criterion.BIRTH_YEAR + " " + birthYear);
    }
    if (phone != null) {
      values.add(Criterion.PHONE + " " + phone);
    }
    if (document != null) {
      values.add(Criterion.DOCUMENT + " " + document);
    }
    return values;
  }

  /**
   * Values strong enough for the index of a whole country: a telephone number, a document number,
   * two parts of one name together with the year of birth.
   */
  public List<StrongValue> strongValues() {
    List<StrongValue> values = new ArrayList<>();
    if (phone != null) {
      values.add(new StrongValue(EnumSet.of(Criterion.PHONE), Criterion.PHONE + " " + phone));
    }
    if (document != null) {
      values.add(
          new StrongValue(EnumSet.of(Criterion.DOCUMENT), Criterion.DOCUMENT + " " + document));
    }
    if (birthYear != null) {
      Set<String> pairs = new TreeSet<>();
      names.forEach(name -> addPairs(name, pairs));
      for (String pair : pairs) {
        values.add(
            new StrongValue(
                EnumSet.of(Criterion.NAME, Criterion.BIRTH_YEAR),
                Criterion.NAME + " " + birthYear + " " + pair));
      }
    }
    return values.stream().limit(MOST_STRONG).toList();
  }

  private static void addPairs(List<NameSound> name, Set<String> pairs) {
    for (int i = 0; i < name.size(); i++) {
      for (int j = i + 1; j < name.size(); j++) {
        for (String one : name.get(i).skeletons()) {
          for (String other : name.get(j).skeletons()) {
            if (Math.min(one.length(), other.length()) >= SHORTEST_STRONG_SOUND) {
              pairs.add(one.compareTo(other) <= 0 ? one + " " + other : other + " " + one);
            }
          }
        }
      }
    }
  }

  /** How well what was kept fits what is looked for. */
  public Fit fit(SearchTerms kept) {
    Set<Criterion> met = EnumSet.noneOf(Criterion.class);
    int parts = 0;
    for (List<NameSound> name : names) {
      for (NameSound part : name) {
        if (kept.names.stream().flatMap(List::stream).anyMatch(part::isLike)) {
          parts++;
        }
      }
    }
    if (parts > 0) {
      met.add(Criterion.NAME);
    }
    if (birthYear != null && birthYear.equals(kept.birthYear)) {
      met.add(Criterion.BIRTH_YEAR);
    }
    if (phone != null && phone.equals(kept.phone)) {
      met.add(Criterion.PHONE);
    }
    if (document != null && document.equals(kept.document)) {
      met.add(Criterion.DOCUMENT);
    }
    return new Fit(met, parts);
  }

  @Override
  public String toString() {
    return "SearchTerms" + criteria() + "[redacted]";
  }

  /** One value of the country's index and what it is made of. */
  public record StrongValue(Set<Criterion> criteria, String value) {
    @Override
    public String toString() {
      return "StrongValue" + criteria + "[redacted]";
    }
  }

  /**
   * How well a person fits.
   *
   * @param parts how many parts of the name
   */
  public record Fit(Set<Criterion> met, int parts) {
    public Fit {
      met = met.isEmpty() ? Set.of() : Set.copyOf(met);
    }
  }
}
