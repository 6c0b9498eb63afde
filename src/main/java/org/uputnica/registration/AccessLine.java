package org.uputnica.registration;

import java.time.Instant;
import java.util.Locale;

/**
 * One line of what a person is told: who did what with hers, when and why. Neutral words; an
 * organisation and what it does, never one of its people.
 *
 * @param language of the sentences
 */
public record AccessLine(
    Instant at, String organization, String function, String what, String why, Locale language) {}
