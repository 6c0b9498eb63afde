package org.uputnica.casefile.domain;

import org.uputnica.consent.domain.ItemCategory;

/** By what a person can be found. */
public enum Criterion {
  NAME(ItemCategory.NAME),
  BIRTH_YEAR(ItemCategory.BIRTH),
  PHONE(ItemCategory.CONTACT),
  DOCUMENT(ItemCategory.DOCUMENT);

  private final ItemCategory category;

  Criterion(ItemCategory category) {
    this.category = category;
  }

  /** Who may not see this category is not told that it matches. */
  public ItemCategory category() {
    return category;
  }
}
