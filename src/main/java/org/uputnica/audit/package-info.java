/** The journal: append-only, hash-linked, provable; holds no personal data. */
@NullMarked
package org.uputnica.audit;

import org.jspecify.annotations.NullMarked;
