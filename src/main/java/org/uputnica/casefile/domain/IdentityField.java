package org.uputnica.casefile.domain;

import org.uputnica.consent.domain.ItemCategory;

/**
 * The fields of the contract's {@code IdentityItems}, each with the category under which it is
 * asked for and sealed.
 */
public enum IdentityField {
  NAME(1, "name", ItemCategory.NAME),
  ALIAS(2, "alias", ItemCategory.NAME),
  /** E.164. */
  PHONE(3, "phone", ItemCategory.CONTACT),
  SAFE_CONTACT(4, "safeContact", ItemCategory.CONTACT),
  /** ISO 8601 date. */
  BIRTH_DATE(5, "birthDate", ItemCategory.BIRTH),
  /** Four digits. */
  BIRTH_YEAR(6, "birthYear", ItemCategory.BIRTH),
  /** ISO 3166-1 alpha-2. */
  NATIONALITY(7, "nationality", ItemCategory.DOCUMENT),
  DOCUMENT_TYPE(8, "documentType", ItemCategory.DOCUMENT),
  DOCUMENT_NUMBER(9, "documentNumber", ItemCategory.DOCUMENT),
  HEALTH(10, "health", ItemCategory.HEALTH),
  NARRATIVE(11, "narrative", ItemCategory.NARRATIVE);

  private final int tag;
  private final String field;
  private final ItemCategory category;

  IdentityField(int tag, String field, ItemCategory category) {
    this.tag = tag;
    this.field = field;
    this.category = category;
  }

  /** What stands for the field in sealed bytes, 1 to 127; never reused. */
  int tag() {
    return tag;
  }

  /** Name of the field in the contract. */
  public String field() {
    return field;
  }

  public ItemCategory category() {
    return category;
  }
}
