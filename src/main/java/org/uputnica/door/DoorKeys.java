package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.door.domain.ReceiptNumber;
import org.uputnica.platform.keys.SearchKey;
import org.uputnica.platform.keys.SearchKeyId;
import org.uputnica.platform.keys.SearchKeys;

/**
 * Keyed hashes of the door, under a key that lies with the search keys: it opens nothing, but when
 * it is lost, so are the numbers, and everybody is given a new one.
 */
@ApplicationScoped
class DoorKeys {
  private static final int WHOLE = 63;

  private final SearchKeys keys;

  DoorKeys(SearchKeys keys) {
    this.keys = keys;
  }

  /** Of the part that finds a number. */
  long lookup(ReceiptNumber number) {
    return key().token("door.lookup", number.lookup(), WHOLE);
  }

  /** Of the whole number; goes into its slow hash and is kept nowhere. */
  long number(ReceiptNumber number) {
    return key().token("door.number", number.digits(), WHOLE);
  }

  /** Of where somebody comes from. */
  long source(String address) {
    return key().token("door.source", address, WHOLE);
  }

  private SearchKey key() {
    return keys.make(SearchKeyId.OF_THE_DOOR);
  }
}
