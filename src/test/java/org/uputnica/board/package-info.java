@NullMarked
package org.uputnica.board;

import org.jspecify.annotations.NullMarked;
