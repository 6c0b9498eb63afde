/** Tracks, steps and work lists over HTTP. */
@NullMarked
package org.uputnica.mechanism.api;

import org.jspecify.annotations.NullMarked;
