package org.uputnica.mechanism.domain;

/** What came of asking for a step. */
public sealed interface StepResult permits Moved, StepRefusal {}
