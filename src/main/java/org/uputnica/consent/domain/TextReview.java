package org.uputnica.consent.domain;

import java.time.LocalDate;

/**
 * That a professional has reviewed a consent text in one language: these very words and no others.
 *
 * @param by profession and office, no name: everybody reads it
 */
public record TextReview(String by, LocalDate on) {}
