@NullMarked
package org.uputnica.consent.api.fhir;

import org.jspecify.annotations.NullMarked;
