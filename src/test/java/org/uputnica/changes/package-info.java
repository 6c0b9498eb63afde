@NullMarked
package org.uputnica.changes;

import org.jspecify.annotations.NullMarked;
