package org.uputnica.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/** The units of work over HTTP, as the people of the demo. */
final class ServiceWork {
  static final UUID HOUSE_SERVICE = UUID.fromString("1e000000-0000-4000-8000-0000000a0401");

  /** The kind of service that is looked for: a bed tonight. */
  static final String LOOKED_FOR = "ACC-EMG";

  private static final String NEED =
      """
      {"serviceType":"%s","accessibility":["WHEELCHAIR"],"risks":["NONE"],"avoidAreas":["ME-02"],\
      "near":"ME-16"}\
      """
          .formatted(LOOKED_FOR);

  private static final String CAPACITY =
      "/v1/services/" + HOUSE_SERVICE + "/capacities/1e000000-0000-4000-8000-00000c040101";
  private static final Pattern CAPACITY_NOW =
      Pattern.compile(
          "\"id\":\"1e000000-0000-4000-8000-00000c040101\".*?\"revision\":([0-9]+)",
          Pattern.DOTALL);

  private static final String SEND =
      """
      {"step":"T020","inputs":{"priority":"URGENT","meeting-place":"ME-BOZAJ",\
      "companion":"STAFF"}}\
      """;

  private final Wire wire;
  private final Queue<Registered> registered = new ConcurrentLinkedQueue<>();
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private @Nullable String known;

  ServiceWork(Wire wire) {
    this.wire = wire;
  }

  /** A case nobody is asked for yet. */
  private record Registered(String id, String contact) {}

  /** A referral that waits for its house. */
  private record Sent(String referral, String etag) {}

  /** Says that the house has room for everybody who will come. */
  void makeRoom() {
    Answer house = wire.get(Person.JELENA, "/v1/services/" + HOUSE_SERVICE);
    Matcher found = CAPACITY_NOW.matcher(house.body());
    if (!found.find()) {
      throw new BenchException("the house of the demo has no free places to set");
    }
    wire.put(
        Person.JELENA,
        CAPACITY,
        '"' + found.group(1) + '"',
        """
        {"available":10000,"maximum":10000}\
        """);
  }

  /** Register with three consents: one request. */
  Worker register() {
    return watch -> {
      registered.add(registered(watch));
      return true;
    };
  }

  /** Consent and refer, as long as somebody is registered: four requests. */
  Worker offer() {
    return watch -> {
      Registered next = registered.poll();
      if (next == null) {
        return false;
      }
      offered(watch, next);
      return true;
    };
  }

  /** Register, consent, refer: five requests. */
  Worker refer() {
    return watch -> {
      offered(watch, registered(watch));
      return true;
    };
  }

  private Registered registered(Stopwatch watch) throws Exception {
    String now = now();
    Registered one = new Registered(Ids.random().toString(), Ids.random().toString());
    String responsible = Person.CASE_MANAGERS.toString();
    String body =
        """
        {"id":"%1$s","deviceTime":"%2$s","place":"ME-BOZAJ","privatePlace":true,"nameKind":"NAME",\
        "name":"Proba Probić","ageState":"ADULT","gender":"WOMAN","placementSex":"WOMAN",\
        "language":"prs","interpreterNeeded":"YES","urgentNeeds":{"medical":"UNKNOWN",\
        "safety":"YES","pregnancy":"UNKNOWN","childrenWithThePerson":"NO","disability":"UNKNOWN"},\
        "indicators":[{"code":"BRD-01","source":"SEEN"}],"judgement":"PROFESSIONAL_GROUNDS",\
        "screening":"PRESUMED","riskLevel":"MEDIUM","responsibleOrganization":"%3$s",\
        "consents":[%4$s,%5$s,%6$s]}\
        """
            .formatted(
                one.id(),
                now,
                responsible,
                consent("CS-INT", one.contact(), now, null, ""),
                consent("CS-STO", one.contact(), now, responsible, "\"NAME\",\"CONTACT\""),
                consent(
                    "CS-STO",
                    one.contact(),
                    now,
                    Person.VERA.organization().toString(),
                    "\"NAME\""));
    watch.time("register", () -> wire.post(Person.VERA, "/v1/cases", body));
    return one;
  }

  private void offered(Stopwatch watch, Registered by) throws Exception {
    String referral = Ids.random().toString();
    String agreed =
        consent(
            "CS-REF-SVC", by.contact(), now(), Person.JELENA.organization().toString(), "\"NAME\"");
    watch.time(
        "consent", () -> wire.post(Person.VERA, "/v1/cases/" + by.id() + "/consents", agreed));
    Answer drafted =
        watch.time(
            "draft referral",
            () ->
                wire.post(
                    Person.VERA,
                    "/v1/cases/" + by.id() + "/referrals",
                    """
                    {"id":"%s","service":"%s","priority":"URGENT","items":["NAME"]}\
                    """
                        .formatted(referral, HOUSE_SERVICE)));
    String steps = "/v1/referrals/" + referral + "/steps";
    Answer asking =
        watch.time(
            "ask consent (T019)",
            () -> wire.post(Person.VERA, steps, drafted.etag(), step("T019")));
    Answer gone =
        watch.time("send (T020)", () -> wire.post(Person.VERA, steps, asking.etag(), SEND));
    sent.add(new Sent(referral, gone.etag()));
  }

  /** Receive and accept what was sent, as long as there is something: two requests. */
  Worker accept() {
    return watch -> {
      Sent next = sent.poll();
      if (next == null) {
        return false;
      }
      String steps = "/v1/referrals/" + next.referral() + "/steps";
      Answer received =
          watch.time(
              "receive (T022)", () -> wire.post(Person.JELENA, steps, next.etag(), step("T022")));
      String accepting =
          """
          {"step":"T024","inputs":{"reception-date":"%s"}}\
          """
              .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(1));
      watch.time(
          "accept (T024)", () -> wire.post(Person.JELENA, steps, received.etag(), accepting));
      return true;
    };
  }

  /** Which services fit one case, and why the others do not: one request. */
  Worker match() throws Exception {
    String matches = "/v1/cases/" + knownCase() + "/matches";
    return _ -> {
      wire.ask(Person.MIRA, matches, NEED);
      return true;
    };
  }

  /** A case of somebody grown up, always the same. */
  synchronized String knownCase() throws Exception {
    if (known == null) {
      known = registered(new Stopwatch()).id();
    }
    return known;
  }

  /** The first page of the house's work list: one request. */
  Worker workList() {
    return get(Person.JELENA, "/v1/worklist?limit=" + PlainWork.PAGE_SIZE);
  }

  /** The first page of the house's inbox: one request. */
  Worker inbox() {
    return get(Person.JELENA, "/v1/inbox?limit=" + PlainWork.PAGE_SIZE);
  }

  /** The first page of the coordinator's deadlines: one request. */
  Worker board() {
    return get(Person.SANJA, "/v1/board/lines?list=DEADLINES&limit=" + PlainWork.PAGE_SIZE);
  }

  /** Always the same question. */
  Worker get(Person person, String path) {
    return _ -> {
      wire.get(person, path);
      return true;
    };
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String step(String code) {
    return "{\"step\":\"" + code + "\"}";
  }

  private static String consent(
      String scope, String contact, String now, @Nullable String recipient, String items) {
    String more =
        recipient == null ? "" : ",\"recipient\":\"" + recipient + "\",\"items\":[" + items + "]";
    if (scope.equals("CS-REF-SVC")) {
      more += ",\"understoodBack\":true";
    }
    return """
    {"id":"%s","scope":"%s","status":"CR-GIVEN","method":"CM-VERB-W","language":"prs",\
    "contact":"%s","deviceTime":"%s","witness":"S-77","interpreter":"I-4411"%s}\
    """
        .formatted(Ids.random(), scope, contact, now, more);
  }
}
