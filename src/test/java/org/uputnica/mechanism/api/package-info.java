@NullMarked
package org.uputnica.mechanism.api;

import org.jspecify.annotations.NullMarked;
