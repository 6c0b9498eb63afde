@NullMarked
package org.uputnica.casefile;

import org.jspecify.annotations.NullMarked;
