@NullMarked
package org.uputnica.consent.domain;

import org.jspecify.annotations.NullMarked;
