package org.uputnica.directory.api.hsds;

/**
 * Something about a file of the directory.
 *
 * @param pointer where: a JSON pointer (RFC 6901)
 * @param text what, never the value
 * @param error an error keeps the file out; a notice does not
 */
public record HsdsProblem(String pointer, String text, boolean error) {}
