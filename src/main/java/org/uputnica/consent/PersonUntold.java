package org.uputnica.consent;

import org.uputnica.consent.domain.ExceptionTellings.Untold;

/** Event: nobody has told a person in time that something was disclosed without asking her. */
public record PersonUntold(Untold untold) {}
