/** Pages that a person can take along, in her script: neutral, small, as PDF. */
@NullMarked
package org.uputnica.platform.print;

import org.jspecify.annotations.NullMarked;
