/** The board in PostgreSQL, read over the tables of all rooms. */
@NullMarked
package org.uputnica.board.persistence;

import org.jspecify.annotations.NullMarked;
