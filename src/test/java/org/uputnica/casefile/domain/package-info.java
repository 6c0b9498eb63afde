@NullMarked
package org.uputnica.casefile.domain;

import org.jspecify.annotations.NullMarked;
