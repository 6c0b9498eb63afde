/**
 * Reads procedures from their files, strictly: what is not understood stops the reading, with file,
 * line and what to do.
 */
@NullMarked
package org.uputnica.mechanism.definition;

import org.jspecify.annotations.NullMarked;
