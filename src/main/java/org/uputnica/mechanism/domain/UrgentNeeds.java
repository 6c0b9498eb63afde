package org.uputnica.mechanism.domain;

/** The five questions that open the emergency branch. */
public record UrgentNeeds(
    Answer medical,
    Answer safety,
    Answer pregnancy,
    Answer childrenWithThePerson,
    Answer disability) {}
