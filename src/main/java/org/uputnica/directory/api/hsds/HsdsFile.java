package org.uputnica.directory.api.hsds;

/** A directory file as it was read: its name for messages, and its text. */
public record HsdsFile(String name, String text) {}
