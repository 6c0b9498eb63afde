/**
 * The procedure as values and pure functions: tracks, states, steps, guards, inputs and clocks, and
 * the one interpreter that answers "what is open now, for whom, with which inputs, and why not the
 * rest". Knows no database, no framework and no file format.
 */
@NullMarked
package org.uputnica.mechanism.domain;

import org.jspecify.annotations.NullMarked;
