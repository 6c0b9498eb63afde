package org.uputnica.registration;

import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Person;
import org.uputnica.testing.Personas;

/** The main job in few words, for the tests of every room it passes through. */
public final class MainJob {
  /** House Breza, emergency accommodation. */
  public static final String BREZA = "1e000000-0000-4000-8000-0000000a0401";

  /** Of the clinic. */
  public static final String EMERGENCY_CARE = "1e000000-0000-4000-8000-0000000a0901";

  public final UUID caseId = Ids.random();
  public final UUID contact = Ids.random();
  private final List<Map<String, Object>> consents = new ArrayList<>();
  private final Map<String, Object> body = new HashMap<>();

  private MainJob() {
    consent("CS-INT", null);
    body.putAll(
        Map.of(
            "id", caseId,
            "deviceTime", now(),
            "place", "ME-BOZAJ",
            "privatePlace", true,
            "nameKind", "NOT_GIVEN",
            "ageState", "ADULT",
            "gender", "WOMAN",
            "placementSex", "WOMAN",
            "language", "prs",
            "interpreterNeeded", "YES"));
    body.putAll(
        Map.of(
            "urgentNeeds",
            Map.of(
                "medical",
                "UNKNOWN",
                "safety",
                "YES",
                "pregnancy",
                "UNKNOWN",
                "childrenWithThePerson",
                "NO",
                "disability",
                "UNKNOWN"),
            "judgement",
            "PROFESSIONAL_GROUNDS",
            "screening",
            "PRESUMED",
            "riskLevel",
            "MEDIUM",
            "responsibleOrganization",
            Personas.MIRA.organization()));
  }

  /** A woman met at the crossing, alone in the room, presumed on professional grounds. */
  public static MainJob aWomanAtTheCrossing() {
    return new MainJob();
  }

  /** With a name, kept by the case manager and by the police station that met her. */
  public MainJob named(String name) {
    body.put("nameKind", "NAME");
    body.put("name", name);
    consent("CS-STO", Personas.MIRA, "NAME", "CONTACT");
    return consent("CS-STO", Personas.VERA, "NAME");
  }

  public MainJob with(String field, Object value) {
    body.put(field, value);
    return this;
  }

  public MainJob without(String field) {
    body.remove(field);
    return this;
  }

  /** Adds a yes to the registration. */
  public MainJob consent(String scope, @Nullable Person recipient, String... items) {
    consents.add(said(scope, "CR-GIVEN", recipient, items));
    return this;
  }

  /** The body as it will be sent. */
  public Map<String, Object> body() {
    Map<String, Object> whole = new HashMap<>(body);
    whole.putIfAbsent("consents", consents);
    return whole;
  }

  public Response register() {
    return as(Personas.VERA).body(body()).post("/v1/cases");
  }

  /** Registers and expects it to succeed. */
  public MainJob registered() {
    register().then().statusCode(201);
    return this;
  }

  /** A case manager takes the case over. */
  public MainJob takenOver(Person manager) {
    as(manager)
        .header("If-Match", revision(as(manager).get("/v1/cases/{id}", caseId)))
        .body(Map.of())
        .put("/v1/cases/{id}/team", caseId)
        .then()
        .statusCode(200);
    return this;
  }

  /** What she says later, written down by {@code by}. */
  public Response says(
      Person by, String scope, String status, @Nullable Person recipient, String... items) {
    return as(by)
        .body(said(scope, status, recipient, items))
        .post("/v1/cases/{id}/consents", caseId);
  }

  public Map<String, Object> said(
      String scope, String status, @Nullable Person recipient, String... items) {
    Map<String, Object> statement =
        new HashMap<>(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                scope,
                "status",
                status,
                "method",
                "CM-VERB-W",
                "language",
                "prs",
                "interpreter",
                "I-4411",
                "witness",
                "S-77",
                "contact",
                contact,
                "deviceTime",
                now()));
    if (recipient != null) {
      statement.put("recipient", recipient.organization());
    }
    if (items.length > 0) {
      statement.put("items", List.of(items));
    }
    return statement;
  }

  /** Drafts a referral to a service and asks consent for it. */
  public Walk referTo(String service, String... items) {
    return drafted(service, "URGENT", items).step(Personas.VERA, "T019", Map.of());
  }

  /** Drafts a referral to a service of which nobody has asked her yet. */
  public Walk drafted(String service, String priority, String... items) {
    UUID id = Ids.random();
    Response draft =
        as(Personas.VERA)
            .body(
                Map.of("id", id, "service", service, "priority", priority, "items", List.of(items)))
            .post("/v1/cases/{id}/referrals", caseId);
    draft.then().statusCode(201);
    return new Walk("/v1/referrals/" + id, revision(draft));
  }

  /** House Breza may be asked with these items: she has said yes. */
  public Walk agreedForBreza(String... items) {
    Walk referral = referTo(BREZA, items);
    says(Personas.VERA, "CS-REF-SVC", "CR-GIVEN", Personas.JELENA, items).then().statusCode(201);
    return referral;
  }

  /** House Breza was asked with these items. */
  public Walk sentToBreza(String... items) {
    return agreedForBreza(items).step(Personas.VERA, "T020", Walk.SEND);
  }

  /** An item is to be shown without asking her; waits for somebody else. */
  public Response excepted(UUID exception, String reason, Person recipient, String item) {
    Response recorded =
        as(Personas.VERA)
            .body(
                Map.of(
                    "id",
                    exception,
                    "reason",
                    reason,
                    "scope",
                    "CS-REF-SVC",
                    "recipient",
                    recipient.organization(),
                    "items",
                    List.of(item),
                    "deviceTime",
                    now()))
            .post("/v1/cases/{id}/exceptions", caseId);
    recorded.then().statusCode(201);
    return recorded;
  }

  /** Somebody else approves what she has seen, or is refused. */
  public Response approves(Person second, UUID exception, Response seen) {
    return as(second)
        .header("If-Match", revision(seen))
        .post("/v1/cases/{id}/exceptions/{exception}/approval", caseId, exception);
  }

  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A referral or a request, taken step by step; remembers the revision. */
  public static final class Walk {
    public static final Map<String, Object> SEND =
        Map.of("priority", "URGENT", "meeting-place", "ME-BOZAJ", "companion", "STAFF");
    public static final Map<String, Object> ACCEPT = Map.of("reception-date", "2026-12-24");

    public final String path;
    private String revision;
    private @Nullable Integer port;

    public Walk(String path, String revision) {
      this.path = path;
      this.revision = revision;
    }

    /** Of the run, as in its address. */
    public UUID id() {
      return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Takes a step that must succeed. */
    public Walk step(Person by, String code, Map<String, Object> inputs) {
      Response answer = tries(by, code, inputs);
      answer.then().statusCode(200);
      revision = revision(answer);
      return this;
    }

    /** Sends its steps to the copy of the service at this port from now on. */
    public Walk at(int copy) {
      port = copy;
      return this;
    }

    /** Asks for a step and returns the answer, whatever it is. */
    public Response tries(Person by, String code, Map<String, Object> inputs) {
      RequestSpecification request = as(by);
      if (port != null) {
        request.port(port);
      }
      return request
          .header("If-Match", revision)
          .body(Map.of("step", code, "inputs", inputs))
          .post(path + "/steps");
    }

    /** Asks for a step as somebody else's word that {@code by} writes down. */
    public Response triesAs(String saidBy, Person by, String code, Map<String, Object> inputs) {
      return as(by)
          .header("If-Match", revision)
          .body(Map.of("step", code, "saidBy", saidBy, "inputs", inputs))
          .post(path + "/steps");
    }

    /** Keeps words with the referral, for a step to take along. */
    public String writes(Person by, String text) {
      String id = Ids.random().toString();
      as(by).body(Map.of("id", id, "text", text)).post(path + "/notes").then().statusCode(201);
      return id;
    }

    /** Reads it again as somebody. */
    public Response seenBy(Person who) {
      Response answer = as(who).get(path);
      if (answer.statusCode() == 200) {
        revision = revision(answer);
      }
      return answer;
    }

    /** Sent, received and accepted by House Breza. */
    public Walk accepted() {
      if (breza().<Integer>path("capacities[0].available") == 0) {
        free(1);
      }
      return step(Personas.VERA, "T020", SEND)
          .step(Personas.JELENA, "T022", Map.of())
          .step(Personas.JELENA, "T024", ACCEPT);
    }
  }

  /** House Breza says how many places are free now, besides all that tests have left held. */
  public static void free(int beds) {
    free(Personas.JELENA, BREZA, beds);
  }

  /** A house says how many places of a service are free now. */
  public static void free(Person house, String service, int beds) {
    Map<String, Object> capacity =
        as(house).get("/v1/services/{id}", service).path("capacities[0]");
    as(house)
        .header("If-Match", "\"" + capacity.get("revision") + "\"")
        .body(Map.of("available", beds, "maximum", 5_000))
        .put("/v1/services/{id}/capacities/{capacity}", service, capacity.get("id"))
        .then()
        .statusCode(200);
  }

  private static Response breza() {
    return as(Personas.JELENA).get("/v1/services/{id}", BREZA);
  }
}
