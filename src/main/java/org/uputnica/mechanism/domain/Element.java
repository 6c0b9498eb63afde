package org.uputnica.mechanism.domain;

/** Elements of the definition that an indicator can point to (Palermo Protocol, article 3). */
public enum Element {
  ACT,
  MEANS,
  PURPOSE
}
