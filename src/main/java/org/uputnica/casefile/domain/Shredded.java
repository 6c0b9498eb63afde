package org.uputnica.casefile.domain;

import java.time.Instant;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;

/** A person who was erased: nothing but the random id of her case. */
public record Shredded(CaseId caseId, CountryCode country, Instant at) {}
