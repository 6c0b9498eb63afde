/** Identity items and how they are sealed; pure. */
@NullMarked
package org.uputnica.casefile.domain;

import org.jspecify.annotations.NullMarked;
