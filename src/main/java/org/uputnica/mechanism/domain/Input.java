package org.uputnica.mechanism.domain;

/** An input that steps can ask for. */
public record Input(String name, InputKind kind, String label) {}
