/** The board over HTTP. */
@NullMarked
package org.uputnica.board.api;

import org.jspecify.annotations.NullMarked;
