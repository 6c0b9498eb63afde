/** The coordinator's board: what needs somebody's attention, over all rooms, without identity. */
@NullMarked
package org.uputnica.board;

import org.jspecify.annotations.NullMarked;
