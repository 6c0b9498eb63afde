package org.uputnica.consent.domain;

/** Category of identity data: the unit of consent and of sealing. */
public enum ItemCategory {
  NAME,
  /** Telephone, safe way and time to reach the person. */
  CONTACT,
  /** Birth date or year. */
  BIRTH,
  /** Nationality, kind and number of a document. */
  DOCUMENT,
  HEALTH,
  /** What the person told, in words. */
  NARRATIVE,
  /** Pictures of the person. */
  PHOTO
}
