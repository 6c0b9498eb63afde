/** Consents as HL7 FHIR, at the edge: nothing inside knows of it. */
@NullMarked
package org.uputnica.consent.api.fhir;

import org.jspecify.annotations.NullMarked;
