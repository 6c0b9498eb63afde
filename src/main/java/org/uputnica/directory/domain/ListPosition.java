package org.uputnica.directory.domain;

import java.util.UUID;

/** A position in a list that is ordered by name and then id. */
public record ListPosition(String name, UUID id) {}
