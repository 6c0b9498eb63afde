package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;

/** A woman of whom everything is kept; the houses may know her name. */
final class Her {
  private final String mark = letters();
  final String name = "Kanarinka " + mark;
  final String alias = "Zutica " + mark;
  private final String phone = "+3826" + (10_000_000 + Math.floorMod(mark.hashCode(), 89_999_999));
  private final String number = "QX-" + mark;
  private final String health = "allergic to feathers " + mark;
  private final String story = "somebody opened a cage " + mark;
  private final String reach = "sings at seven " + mark;
  private final String birth = "1931-03-19";
  String word = "";
  final MainJob job;
  private final Map<String, UUID> statements = new HashMap<>();

  Her() {
    job =
        MainJob.aWomanAtTheCrossing()
            .with("nameKind", "NAME")
            .with("name", name)
            .consent("CS-STO", MIRA, "NAME", "CONTACT", "BIRTH", "DOCUMENT", "HEALTH", "NARRATIVE")
            .consent("CS-STO", VERA, "NAME");
  }

  private static String letters() {
    return Ids.random()
        .toString()
        .substring(0, 8)
        .chars()
        .map(it -> Character.isDigit(it) ? it - '0' + 'g' : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  Walk asksBreza() {
    return asks(MainJob.BREZA, JELENA);
  }

  Walk asks(String service, Person house) {
    if (statements.isEmpty()) {
      job.registered().takenOver(MIRA);
      String path = "/v1/cases/" + job.caseId;
      as(MIRA)
          .header("If-Match", revision(as(MIRA).get(path)))
          .body(
              Map.of(
                  "name",
                  name,
                  "alias",
                  alias,
                  "phone",
                  phone,
                  "safeContact",
                  reach,
                  "birthDate",
                  birth,
                  "documentNumber",
                  number,
                  "health",
                  health,
                  "narrative",
                  story))
          .put(path + "/identity")
          .then()
          .statusCode(200);
    }
    Walk asked = job.referTo(service, "NAME");
    Response said = job.says(VERA, "CS-REF-SVC", "CR-GIVEN", house, "NAME");
    said.then().statusCode(201);
    statements.put(asked.path, UUID.fromString(said.path("id")));
    return asked.step(VERA, "T020", Walk.SEND);
  }

  /** The word of the acceptance is a secret of the two sides too. */
  void hears(Walk accepted) {
    word = accepted.seenBy(VERA).path("codeWord");
    assertThat(word).isNotBlank();
  }

  Map<String, UUID> ids(Walk asked) {
    return Map.of(
        "caseId",
        job.caseId,
        "referralId",
        asked.id(),
        "trackId",
        asked.id(),
        "consentId",
        statements.getOrDefault(asked.path, job.caseId),
        "organizationId",
        MIRA.organization(),
        "entryId",
        MIRA.organization());
  }

  Set<String> in(String answer) {
    Set<String> found = new TreeSet<>();
    for (String secret : List.of(name, alias, phone, number, health, story, reach, birth, word)) {
      if (!secret.isEmpty() && answer.contains(secret)) {
        found.add(secret);
      }
    }
    return found;
  }
}
