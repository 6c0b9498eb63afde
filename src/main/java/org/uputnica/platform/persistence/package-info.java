/** What every transaction carries for row-level security, and statements on its connection. */
@NullMarked
package org.uputnica.platform.persistence;

import org.jspecify.annotations.NullMarked;
