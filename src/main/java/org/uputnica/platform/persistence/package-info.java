/** What every transaction carries for row-level security. */
@NullMarked
package org.uputnica.platform.persistence;

import org.jspecify.annotations.NullMarked;
