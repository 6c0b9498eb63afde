package org.uputnica.registration.domain;

/** A real name is never required for help. */
public enum NameKind {
  NAME,
  ALIAS,
  NOT_GIVEN
}
