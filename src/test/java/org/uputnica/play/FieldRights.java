package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.uputnica.play.Recorder.Heard;
import org.uputnica.play.Recorder.Somebody;
import org.uputnica.testing.Contract;

/**
 * Who may have heard what, worked out from the table of fields and from what people were seen to
 * do, and from nothing the service has decided: who registered, who took the case over, who
 * accepted, and to what the person said yes.
 */
final class FieldRights {
  private static final Path TABLE = Path.of("src/main/resources/codelists/identity-fields.csv");
  private static final Pattern CASE = Pattern.compile("/v1/cases/([0-9a-f-]{36})(/.*)?");
  private static final Pattern REFERRAL = Pattern.compile("/v1/referrals/([0-9a-f-]{36})/steps");
  private static final Set<String> YES = Set.of("CR-GIVEN", "CR-LIMITED", "CR-OVERRIDE");

  private final List<Row> table = new ArrayList<>();
  private final Set<Kept> kept = new HashSet<>();
  private final Set<Related> related = new HashSet<>();
  private final Map<String, String> caseOfReferral = new HashMap<>();
  private final Map<String, String> caseOfPseudonym = new HashMap<>();

  /** Cases that came from another country, with the case they came from. */
  private final Map<String, String> cameFrom = new HashMap<>();

  private final Map<String, Map<Question, Said>> said = new HashMap<>();

  /** One line of the table: a relation, a role, and the ground for each category. */
  private record Row(String relation, String role, Map<String, String> grounds) {}

  /** Something of a person that was sent in. */
  private record Kept(String caseId, String category, String text) {}

  /** Who is what to a case: an account, an organisation or a country. */
  private record Related(String caseId, String relation, String who) {}

  private record Question(String scope, String recipient) {}

  private record Said(boolean yes, Set<String> items) {}

  FieldRights() throws IOException {
    List<String> lines = Files.readAllLines(TABLE);
    List<String> head = Arrays.asList(lines.getFirst().split(",", -1));
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      String[] who = cells.getFirst().split(" ", -1);
      Map<String, String> grounds = new LinkedHashMap<>();
      for (int i = 2; i < 10; i++) {
        grounds.put(head.get(i), cells.get(i));
      }
      table.add(new Row(who[0], who[1], grounds));
    }
  }

  /** Whether this answer may hold this text; asked before the exchange itself is {@link #seen}. */
  boolean may(Heard heard, String text) {
    boolean discloses =
        Contract.bundled()
            .operation(heard.method(), heard.path())
            .filter(operation -> !operation.node().path("x-discloses").isEmpty())
            .isPresent();
    return discloses
        && kept.stream()
            .filter(it -> it.text().equals(text))
            .flatMap(it -> Stream.concat(Stream.of(it), abroad(it)))
            .anyMatch(it -> may(heard.by(), it));
  }

  /** The same in the case of another country, if she agreed that it goes there. */
  private Stream<Kept> abroad(Kept it) {
    boolean agreed =
        said.getOrDefault(it.caseId(), Map.of()).entrySet().stream()
            .filter(entry -> entry.getKey().scope().equals("CS-XBR"))
            .anyMatch(entry -> entry.getValue().items().contains(it.category()));
    return cameFrom.entrySet().stream()
        .filter(entry -> agreed && entry.getValue().equals(it.caseId()))
        .map(entry -> new Kept(entry.getKey(), it.category(), it.text()));
  }

  /** Takes in what somebody did. */
  void seen(Heard heard) {
    if (heard.done() && heard.method().equals("GET")) {
      JsonNode request = heard.answer();
      String home = caseOfPseudonym.get(request.path("pseudonym").asText());
      String here = request.path("caseId").asText();
      if (home != null && !here.isEmpty() && !here.equals(home)) {
        cameFrom.put(here, home);
      }
    } else if (heard.done()) {
      changed(heard, heard.body());
    }
  }

  private void changed(Heard heard, JsonNode body) {
    Matcher step = REFERRAL.matcher(heard.path());
    if (step.matches() && body.path("step").asText().equals("T024")) {
      relate(caseOfReferral.getOrDefault(step.group(1), ""), "SERVING", heard.by().organization());
    }
    Matcher inCase = CASE.matcher(heard.path());
    if (heard.path().equals("/v1/cases")) {
      String id = body.path("id").asText();
      relate(id, "REGISTRAR", heard.by().account());
      keep(id, "NAME", body.path("name"));
      keep(id, "NARRATIVE", body.path("judgementNote"));
      body.path("consents").forEach(statement -> said(id, statement));
    } else if (inCase.matches()) {
      seen(heard, inCase.group(1), inCase.group(2), body);
    }
  }

  private void seen(Heard heard, String caseId, String below, JsonNode body) {
    switch (below) {
      case "/identity" ->
          Contract.bundled()
              .document()
              .at("/components/schemas/IdentityItems/properties")
              .properties()
              .forEach(field ->
                  keep(
                      caseId,
                      field.getValue().path("x-category").asText(),
                      body.path(field.getKey())));
      case "/notes" -> keep(caseId, "NARRATIVE", body.path("text"));
      case "/team" -> relate(caseId, "ASSIGNED", heard.by().account());
      case "/guardian" -> relate(caseId, "GUARDIAN", body.path("organization").asText());
      case "/consents" -> said(caseId, body);
      case "/exceptions" ->
          said(
              caseId,
              new Question(body.path("scope").asText(), body.path("recipient").asText()),
              new Said(true, items(body)));
      case "/withdrawals" ->
          takenBack(caseId, body.path("scope").asText(), body.path("recipient").asText());
      case "/referrals" -> caseOfReferral.put(body.path("id").asText(), caseId);
      case "/crossborder-requests" -> {
        relate(caseId, "ASKED_ABROAD", body.path("toCountry").asText());
        caseOfPseudonym.put(heard.answer().path("pseudonym").asText(), caseId);
      }
      default -> {
        // neither a relation nor a ground
      }
    }
  }

  private boolean may(Somebody by, Kept it) {
    return table.stream()
        .filter(row -> by.roles().contains(row.role()))
        .filter(row -> holds(it.caseId(), row.relation(), by))
        .map(row -> row.grounds().getOrDefault(it.category(), ""))
        .anyMatch(scope -> agreed(it, scope, by));
  }

  private boolean holds(String caseId, String relation, Somebody by) {
    return List.of(by.account(), by.organization(), by.country()).stream()
        .anyMatch(who -> related.contains(new Related(caseId, relation, who)));
  }

  private boolean agreed(Kept it, String scope, Somebody by) {
    Said last =
        said.getOrDefault(it.caseId(), Map.of()).get(new Question(scope, by.organization()));
    return last != null && last.yes() && last.items().contains(it.category());
  }

  private void said(String caseId, JsonNode statement) {
    String scope = statement.path("scope").asText();
    boolean yes = YES.contains(statement.path("status").asText());
    String recipient = statement.path("recipient").asText();
    if (!yes && recipient.isEmpty()) {
      takenBack(caseId, scope, "");
    } else {
      said(caseId, new Question(scope, recipient), new Said(yes, items(statement)));
    }
  }

  private void said(String caseId, Question question, Said answer) {
    said.computeIfAbsent(caseId, id -> new HashMap<>()).put(question, answer);
  }

  private void takenBack(String caseId, String scope, String recipient) {
    said.getOrDefault(caseId, new HashMap<>())
        .replaceAll((question, before) ->
            question.scope().equals(scope)
                    && (recipient.isEmpty() || question.recipient().equals(recipient))
                ? new Said(false, before.items())
                : before);
  }

  private void relate(String caseId, String relation, String who) {
    related.add(new Related(caseId, relation, who));
  }

  private void keep(String caseId, String category, JsonNode text) {
    if (text.isTextual()) {
      kept.add(new Kept(caseId, category, text.asText()));
    }
  }

  private static Set<String> items(JsonNode statement) {
    Set<String> items = new HashSet<>();
    statement.path("items").forEach(item -> items.add(item.asText()));
    return items;
  }
}
