@NullMarked
package org.uputnica.referral.api.fhir;

import org.jspecify.annotations.NullMarked;
