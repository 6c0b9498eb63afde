package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.uputnica.door.domain.Door;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.door.domain.ReceiptNumbers;
import org.uputnica.mechanism.CaseService;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.persistence.TenantSettings;

/**
 * The numbers of one person: those of her case, and those she was given in other records of her
 * that were closed as duplicates, which open the same page.
 */
@ApplicationScoped
class NumbersOfPerson {
  private final Door door;
  private final CaseService cases;
  private final ReceiptNumbers numbers;
  private final TenantSettings tenant;

  NumbersOfPerson(Door door, CaseService cases, ReceiptNumbers numbers, TenantSettings tenant) {
    this.door = door;
    this.cases = cases;
    this.numbers = numbers;
    this.tenant = tenant;
  }

  /** The case whose page they open. */
  CaseId page(CaseId id) {
    return door.goesOnIn(id);
  }

  /**
   * Kept from others until the transaction ends: what lives first, then the latest. Whether the
   * caller may see the case has been decided before; she may be a stranger to the other records.
   */
  List<GivenNumber> take(CaseId id) {
    return opening(page(id));
  }

  /** As {@link #take}, those alone that open the page of this very case. */
  List<GivenNumber> opening(CaseId page) {
    return tenant.seeBeyondCaller(() ->
        numbers.take(Stream.concat(Stream.of(page), cases.joinedInto(page).stream()).toList()));
  }
}
