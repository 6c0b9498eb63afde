package org.uputnica.mechanism.domain;

/** Whose word a step records. */
public enum SaidBy {
  /** The actor acts in an office of their own. */
  ACTOR,
  /** The actor writes down what the person concerned said. */
  PERSON,
  /** The actor writes down what the child's guardian said. */
  GUARDIAN
}
