/** The player, and the scenarios on the packaged artefact. */
@NullMarked
package org.uputnica.play;

import org.jspecify.annotations.NullMarked;
