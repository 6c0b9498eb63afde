@NullMarked
package org.uputnica.consent;

import org.jspecify.annotations.NullMarked;
