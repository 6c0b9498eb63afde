@NullMarked
package org.uputnica.crossborder;

import org.jspecify.annotations.NullMarked;
