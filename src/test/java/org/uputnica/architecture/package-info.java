/** The rules of the house and of the contract: what no compiler checks. */
@NullMarked
package org.uputnica.architecture;

import org.jspecify.annotations.NullMarked;
