package org.uputnica.play;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One story as its file tells it; {@code docs/scenarios.md} says how to read and write one.
 *
 * @param source name of the file, by which a bookmark finds it again
 * @param people who appear, by the name the steps use
 * @param known names for values that are no secret, such as organisations
 * @param secrets invented names, telephone numbers and words of the person, by the name the steps
 *     use; never printed, and looked for where they must not be
 */
record Scenario(
    String source,
    String title,
    Map<String, Person> people,
    Map<String, String> known,
    Map<String, String> secrets,
    List<Step> steps) {
  Scenario {
    people = Map.copyOf(people);
    known = Map.copyOf(known);
    secrets = Map.copyOf(secrets);
    steps = List.copyOf(steps);
  }

  /**
   * Somebody who does something.
   *
   * @param login user name at the identity provider; null for somebody without any
   * @param what in plain words, such as border police
   */
  record Person(String name, @Nullable String login, String what) {}
}
