package org.uputnica.mechanism.definition;

import java.util.Arrays;
import java.util.List;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;

/** Reads {@code R-CASE@owner}. */
final class Performers {
  private final KnownCodes codeLists;

  Performers(KnownCodes codeLists) {
    this.codeLists = codeLists;
  }

  Performer read(Node node) {
    String text = node.text();
    if (text.equals(Performer.SYSTEM.role())) {
      return Performer.SYSTEM;
    }
    int at = text.indexOf('@');
    String role = at < 0 ? text : text.substring(0, at);
    if (!codeLists.has("roles", role)) {
      throw node.wrong("there is no role " + role, "use a code of codelists/roles.csv");
    }
    if (at < 0) {
      throw node.wrong(
          text + " says no party", "write " + text + "@owner or another of " + parties());
    }
    Party party =
        Party.ofWord(text.substring(at + 1))
            .orElseThrow(() ->
                node.wrong(
                    "\"" + text.substring(at + 1) + "\" is no party", "use one of " + parties()));
    return new Performer(role, party);
  }

  private static List<String> parties() {
    return Arrays.stream(Party.values()).map(Party::word).toList();
  }
}
