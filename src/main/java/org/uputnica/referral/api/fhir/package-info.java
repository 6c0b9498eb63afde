/**
 * Referrals as HL7 FHIR R4, at the edge, where the operator wants it: nothing inside knows of it.
 */
@NullMarked
package org.uputnica.referral.api.fhir;

import org.jspecify.annotations.NullMarked;
