/**
 * Plays the written scenarios against a running service, as the people in them: over HTTP, with
 * their own tokens, knowing nothing of the service but its contract.
 */
@NullMarked
package org.uputnica.play;

import org.jspecify.annotations.NullMarked;
