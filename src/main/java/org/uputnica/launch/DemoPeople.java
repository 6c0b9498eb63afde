package org.uputnica.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The invented people of the demo, as the realm file describes them. */
final class DemoPeople {
  private DemoPeople() {}

  /** One login and what it is for. */
  record Person(String username, String what) {}

  /** Everybody who can sign in, in the order of the realm file. */
  static List<Person> in(Path realmFile) {
    try {
      JsonNode realm = new ObjectMapper().readTree(realmFile.toFile());
      Map<String, String> roles = new HashMap<>();
      for (JsonNode role : realm.at("/roles/realm")) {
        roles.put(role.path("name").asText(), role.path("description").asText());
      }
      Map<String, String> organizations = new HashMap<>();
      for (JsonNode organization : realm.path("organizations")) {
        for (JsonNode member : organization.path("members")) {
          organizations.put(
              member.path("username").asText(),
              organization.path("name").asText()
                  + ", "
                  + organization.at("/attributes/country/0").asText());
        }
      }
      var people = new ArrayList<Person>();
      for (JsonNode user : realm.path("users")) {
        people.add(person(user, roles, organizations));
      }
      return people;
    } catch (IOException e) {
      throw new LaunchException("The realm file cannot be read: " + e.getMessage(), e);
    }
  }

  private static Person person(
      JsonNode user, Map<String, String> roles, Map<String, String> organizations) {
    String username = user.path("username").asText();
    var may = new ArrayList<String>();
    user.path("realmRoles").forEach(role -> may.add(roles.getOrDefault(role.asText(), "?")));
    return new Person(
        username,
        may.isEmpty()
            ? "no role and no organisation: everything is refused"
            : String.join(" + ", may) + " (" + organizations.getOrDefault(username, "?") + ")");
  }
}
