package org.uputnica.consent.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Unmodifiable sets of our own codes in the order of their declaration, so that answers repeat. */
final class Sets {
  private Sets() {}

  static <E extends Enum<E>> Set<E> of(Collection<E> values, Class<E> type) {
    EnumSet<E> copy = EnumSet.noneOf(type);
    copy.addAll(values);
    return Collections.unmodifiableSet(copy);
  }
}
