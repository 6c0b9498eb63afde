/** Who may do what with which case: every operation, role and relation, on the real stack. */
@NullMarked
package org.uputnica.rights;

import org.jspecify.annotations.NullMarked;
