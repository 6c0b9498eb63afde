@NullMarked
package org.uputnica.board.persistence;

import org.jspecify.annotations.NullMarked;
