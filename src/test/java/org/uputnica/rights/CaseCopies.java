package org.uputnica.rights;

import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;

/**
 * One case made over HTTP with everything that has an id, copied in the database for each relation
 * a caller can have to it. The copies have no sealed file; what is asked of them is refused or
 * answered before one is opened.
 */
final class CaseCopies implements AutoCloseable {
  private static final UUID ELSEWHERE = UUID.fromString("1e000000-0000-4000-8000-0000000000f1");
  private static final UUID SOMEWHERE = UUID.fromString("1e000000-0000-4000-8000-0000000000f2");
  private static final UUID ANOTHER = UUID.fromString("1e000000-0000-4000-8000-0000000000f3");

  /** Of the template's referral: another one cannot have it. */
  static final UUID LINK = Ids.random();

  private final Connection database = Database.connect();
  private final SecureRandom random = new SecureRandom();
  private final UUID template;
  private final UUID consent;
  private final UUID exception = Ids.random();
  private final UUID referral;
  private final UUID request = Ids.random();
  private final UUID identification;

  /**
   * A case and the things of it that have an id.
   *
   * @param code what lists show of it
   */
  record Copy(String code, Map<String, UUID> ids) {}

  CaseCopies() throws SQLException {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    template = job.caseId;
    Walk walk = job.referTo(MainJob.BREZA, "NAME");
    referral = UUID.fromString(walk.path.substring(walk.path.lastIndexOf('/') + 1));
    consent =
        UUID.fromString(
            job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().extract().path("id"));
    walk.step(VERA, "T020", Walk.SEND);
    as(VERA)
        .body(Map.of("id", LINK))
        .post("/v1/referrals/{id}/links", referral)
        .then()
        .statusCode(201);
    as(MIRA)
        .body(
            Map.of("id", request, "toCountry", "AL", "purpose", "RETURN", "items", List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", template)
        .then()
        .statusCode(201);
    as(VERA)
        .body(
            Map.of(
                "id",
                exception,
                "reason",
                "OV-INCAP",
                "scope",
                "CS-REF-SVC",
                "recipient",
                ANA.organization(),
                "items",
                List.of("HEALTH"),
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/exceptions", template)
        .then()
        .statusCode(201);
    identification =
        UUID.fromString(
            as(VERA)
                .get("/v1/cases/{id}/steps", template)
                .path("tracks.find { it.track == 'identification' }.id"));
  }

  /** A copy that stands to this caller as told. */
  Copy copy(Relation relation, Person caller, String account) throws SQLException {
    UUID own = caller.organization();
    UUID id = Ids.random();
    String code = CaseCode.random(random).value();
    boolean houseAnswers =
        switch (relation) {
          case ASSIGNED, RESPONSIBLE, BARRED -> true;
          default -> false;
        };
    boolean houseRegistered =
        relation == Relation.REGISTERED_HERSELF || relation == Relation.REGISTERING;
    String country = relation == Relation.OTHER_COUNTRY ? "AL" : "ME";
    UUID responsible = houseAnswers ? own : ELSEWHERE;
    UUID registering = houseRegistered ? own : SOMEWHERE;
    ObjectNode record = row(id, country, responsible).put("code", code);
    record.put("registering_organization", registering.toString());
    record.put("registered_by", relation == Relation.REGISTERED_HERSELF ? account : "somebody");
    record.putNull("guardian_organization");
    record.putArray("serving");
    record.putArray("participants").add(responsible.toString()).add(registering.toString());
    switch (relation) {
      case ASSIGNED, BARRED -> record.put("manager", account);
      case SERVING -> record.putArray("serving").add(own.toString());
      case GUARDIAN -> record.put("guardian_organization", own.toString());
      default -> {}
    }
    if (List.of(Relation.SERVING, Relation.ASKED, Relation.GUARDIAN, Relation.IDENTIFIES)
        .contains(relation)) {
      record.withArray("participants").add(own.toString());
    }
    insert("process.case_record", template, record);
    Map<String, UUID> ids = new HashMap<>(Map.of("caseId", id));
    ids.put("trackId", track(identification, id, country, responsible, relation, own));
    ids.put("consentId", statement(consent, id, country, responsible));
    ids.put("exceptionId", statement(exception, id, country, responsible));
    ids.put("referralId", referral(id, code, country, responsible, registering, relation, own));
    ids.put("requestId", request(id, code, country, responsible, relation, own));
    ids.put("conflictId", conflict(id, country, responsible, "account-of-nobody"));
    ids.put("accessId", access(id, code, country, responsible, relation, own));
    ids.put("erasureId", erasure(id, country, responsible));
    number(id, country, responsible);
    if (relation == Relation.BARRED) {
      conflict(id, country, responsible, account);
    }
    return new Copy(code, ids);
  }

  private UUID track(
      UUID from, UUID caseId, String country, UUID owner, Relation relation, UUID own)
      throws SQLException {
    UUID id = Ids.random();
    ObjectNode track = row(id, country, owner).put("case_id", caseId.toString());
    track.put("owner", owner.toString());
    boolean asked = relation == Relation.SERVING || relation == Relation.ASKED;
    if (from.equals(referral)) {
      track.put("counterpart", (asked ? own : ANOTHER).toString());
    } else if (from.equals(identification) && relation == Relation.IDENTIFIES) {
      track.put("counterpart", own.toString());
    } else if (from.equals(request)) {
      track.put("contact", (relation == Relation.CONTACT_POINT ? own : ANOTHER).toString());
    }
    insert("process.track", from, track);
    return id;
  }

  private UUID referral(
      UUID caseId,
      String code,
      String country,
      UUID responsible,
      UUID registering,
      Relation relation,
      UUID own)
      throws SQLException {
    UUID id = track(referral, caseId, country, responsible, relation, own);
    boolean asked = relation == Relation.SERVING || relation == Relation.ASKED;
    ObjectNode row = row(id, country, responsible).put("case_id", caseId.toString());
    row.put("case_code", code);
    row.put("registering_organization", registering.toString());
    row.put("receiver", (asked ? own : ANOTHER).toString());
    row.put("identity_open", relation == Relation.SERVING);
    insert("process.referral", referral, row);
    return id;
  }

  private UUID request(
      UUID caseId, String code, String country, UUID responsible, Relation relation, UUID own)
      throws SQLException {
    UUID id = track(request, caseId, country, responsible, relation, own);
    UUID contact = relation == Relation.CONTACT_POINT ? own : ANOTHER;
    ObjectNode row = row(id, country, contact).put("case_id", caseId.toString());
    row.put("case_code", code);
    row.put("other_country", country.equals("ME") ? "AL" : "ME");
    row.put("conversation", Ids.random().toString());
    insert("process.crossborder_request", request, row);
    return id;
  }

  private UUID statement(UUID from, UUID caseId, String country, UUID responsible)
      throws SQLException {
    UUID id = Ids.random();
    ObjectNode row = row(id, country, responsible).put("case_id", caseId.toString());
    row.put("case_organization", responsible.toString());
    row.put("recipient", ANA.organization().toString());
    insert("process.consent_statement", from, row);
    return id;
  }

  private UUID conflict(UUID caseId, String country, UUID responsible, String account)
      throws SQLException {
    UUID id = Ids.random();
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into process.conflict_of_interest (id, case_id, country, organization, account, reason,"
                + " recorded_by, recorded_at) values (?, ?, ?, ?, ?, 'RELATED', 'somebody', now())")) {
      insert.setObject(1, id);
      insert.setObject(2, caseId);
      insert.setString(3, country);
      insert.setObject(4, responsible);
      insert.setString(5, account);
      insert.executeUpdate();
    }
    return id;
  }

  /** Somebody else's request, or broken glass for those who review. */
  private UUID access(
      UUID caseId, String code, String country, UUID responsible, Relation relation, UUID own)
      throws SQLException {
    UUID id = Ids.random();
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into process.identity_access (id, case_id, case_code, country, organization, account, responsible,"
                + " guardian, kind, reason, items, asked_at, revision)"
                + " values (?, ?, ?, ?, ?, 'somebody', ?, ?, 'ON_REQUEST', 'COMPLAINT', '{NAME}', now(), 0)")) {
      insert.setObject(1, id);
      insert.setObject(2, caseId);
      insert.setString(3, code);
      insert.setString(4, country);
      insert.setObject(5, SOMEWHERE);
      insert.setObject(6, responsible);
      insert.setObject(7, relation == Relation.GUARDIAN ? own : null);
      insert.executeUpdate();
    }
    return id;
  }

  /** Asked by somebody else. */
  private UUID erasure(UUID caseId, String country, UUID responsible) throws SQLException {
    UUID id = Ids.random();
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into process.erasure (id, case_id, country, organization, reason, state, asked_by, asked_as,"
                + " asked_at, seen, revision)"
                + " values (?, ?, ?, ?, 'PERSON_ASKED', 'REQUESTED', 'somebody', 'R-DPO', now(), '', 0)")) {
      insert.setObject(1, id);
      insert.setObject(2, caseId);
      insert.setString(3, country);
      insert.setObject(4, responsible);
      insert.executeUpdate();
    }
    return id;
  }

  /** A number that nobody knows. */
  private void number(UUID caseId, String country, UUID responsible) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into process.receipt_number (id, case_id, country, organization, given_by, given_at, lookup, salt,"
                + " rounds, hash, revision) values (gen_random_uuid(), ?, ?, ?, 'somebody', now(), ?,"
                + " decode(repeat('00', 16), 'hex'), 1, decode(repeat('00', 32), 'hex'), 0)")) {
      insert.setObject(1, caseId);
      insert.setString(2, country);
      insert.setObject(3, responsible);
      insert.setLong(4, random.nextLong());
      insert.executeUpdate();
    }
  }

  private static ObjectNode row(UUID id, String country, UUID organization) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id.toString())
        .put("country", country)
        .put("organization", organization.toString());
  }

  /** The row {@code from} once more, with other values in some columns. */
  private void insert(String table, UUID from, ObjectNode other) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into %1$s overriding system value select (jsonb_populate_record(null::%1$s, to_jsonb(s) || ?::jsonb)).* from %1$s s where s.id = ?"
                .formatted(table))) {
      insert.setString(1, other.toString());
      insert.setObject(2, from);
      if (insert.executeUpdate() != 1) {
        throw new IllegalStateException("nothing to copy in " + table);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
