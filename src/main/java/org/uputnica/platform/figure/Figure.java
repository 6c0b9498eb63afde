package org.uputnica.platform.figure;

import java.util.List;

/**
 * Something a room counts over the whole node. A room produces it as a bean; nothing else has to be
 * done for it to be seen.
 *
 * @param name with dots; ends in {@code .seconds} where it is a time
 * @param meaning one line for whoever reads it
 * @param kinds the values its one label {@code kind} may have; empty for a figure without
 * @param select yields rows of a kind and a number; for a figure without kinds one number. What it
 *     groups by is of the closed list, never a person, a case, an organisation or a country
 */
public record Figure(String name, String meaning, List<String> kinds, String select) {
  public Figure {
    kinds = List.copyOf(kinds);
  }
}
