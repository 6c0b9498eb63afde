package org.uputnica.registration;

import java.util.Set;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;

/** The identity envelopes of a person; the room above that opens and shuts them knows them. */
public interface OpenEnvelopes {
  /** The categories this caller, of a service that accepted, could open right now; else none. */
  Set<ItemCategory> open(CaseRecord record, Caller caller);
}
