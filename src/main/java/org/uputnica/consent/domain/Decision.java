package org.uputnica.consent.domain;

import java.util.List;
import java.util.Set;
import org.uputnica.platform.id.ConsentId;

/** Whether a disclosure is covered, and what decided it. */
public sealed interface Decision {
  /** Covered: exactly these items. */
  record Permit(Ground ground, Set<ItemCategory> items) implements Decision {
    public Permit {
      items = Sets.of(items, ItemCategory.class);
    }
  }

  /**
   * Not covered; the first scope that is not, in the order of {@link ConsentScope}.
   *
   * @param statements what decided; empty when nothing was said
   * @param uncovered for {@link DenyReason#ITEMS_NOT_COVERED}: what was not agreed to
   */
  record Deny(
      ConsentScope scope,
      DenyReason reason,
      List<ConsentId> statements,
      Set<ItemCategory> uncovered)
      implements Decision {
    public Deny {
      statements = List.copyOf(statements);
      uncovered = Sets.of(uncovered, ItemCategory.class);
    }
  }

  default boolean isPermit() {
    return this instanceof Permit;
  }
}
