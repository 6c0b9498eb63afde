@NullMarked
package org.uputnica.consent.api;

import org.jspecify.annotations.NullMarked;
