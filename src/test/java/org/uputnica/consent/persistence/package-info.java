@NullMarked
package org.uputnica.consent.persistence;

import org.jspecify.annotations.NullMarked;
