/** What the lists of the board are. */
@NullMarked
package org.uputnica.board.domain;

import org.jspecify.annotations.NullMarked;
