package org.uputnica.casefile.domain;

import java.util.Comparator;
import java.util.UUID;
import org.uputnica.consent.domain.ItemCategory;

/**
 * One place in a person's file: the items of a category, or one note.
 *
 * @param note id of the note; {@link #NO_NOTE} for the items of the category
 */
public record Slot(ItemCategory category, UUID note) implements Comparable<Slot> {
  /** The nil id (RFC 9562 section 5.9). */
  public static final UUID NO_NOTE = new UUID(0, 0);

  private static final Comparator<Slot> ORDER =
      Comparator.comparing(Slot::category).thenComparing(Slot::note);

  public static Slot of(ItemCategory category) {
    return new Slot(category, NO_NOTE);
  }

  /** A note tells a story whatever it is about: category NARRATIVE. */
  public static Slot note(UUID id) {
    return new Slot(ItemCategory.NARRATIVE, id);
  }

  @Override
  public int compareTo(Slot other) {
    return ORDER.compare(this, other);
  }
}
