package org.uputnica.platform.id;

import java.util.UUID;

/**
 * The one place where the service itself makes random ids (UUID version 4; a version 7 would tell
 * time and volume).
 */
public final class Ids {
  private Ids() {}

  /** A new random id. */
  public static UUID random() {
    return UUID.randomUUID();
  }
}
