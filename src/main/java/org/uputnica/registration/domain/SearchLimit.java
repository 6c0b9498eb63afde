package org.uputnica.registration.domain;

import java.time.Duration;

/**
 * How often one account may search.
 *
 * @param window over which it is counted, sliding
 * @param most searches in the window
 * @param mostEmpty of them that found nobody: trying out names is what probing looks like
 */
public record SearchLimit(Duration window, int most, int mostEmpty) {}
