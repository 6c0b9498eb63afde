package org.uputnica.door;

import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.uputnica.door.domain.ReceiptNumber;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Person;

/** A person with a number, at one device. */
final class AtTheDoor {
  static final String SOURCE = "X-Test-Source";

  final String source;
  String number;
  String session = "";

  private AtTheDoor(String source, String number) {
    this.source = source;
    this.number = number;
  }

  /** Given a number by a worker. */
  static AtTheDoor givenBy(Person worker, UUID caseId) {
    return with(give(worker, caseId).then().statusCode(201).extract().path("number"));
  }

  static AtTheDoor with(String number) {
    return new AtTheDoor(Ids.random().toString(), number);
  }

  static Response give(Person worker, UUID caseId) {
    return as(worker)
        .body(Map.of("id", Ids.random()))
        .post("/v1/cases/{id}/receipt-number", caseId);
  }

  /** Tries a number from this device. */
  Response tries(String typed) {
    return sends().body(Map.of("number", typed)).post("/v1/door/sessions");
  }

  AtTheDoor opened() {
    session = tries(number).then().statusCode(200).extract().path("session");
    return this;
  }

  RequestSpecification sends() {
    RequestSpecification request = anybody().header(SOURCE, source);
    return session.isEmpty() ? request : request.header("Door-Session", session);
  }

  Response takesBack(Object consent) {
    return sends()
        .body(Map.of("id", Ids.random(), "consent", consent))
        .post("/v1/door/withdrawals");
  }

  Response leaves(String kind, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("id", Ids.random());
    body.put("kind", kind);
    return sends().body(body).post("/v1/door/messages");
  }

  /** Another number that begins as this one does: what a guess looks like. */
  String guess(int nth) {
    String digits = number.replace(" ", "");
    long secret = (Long.parseLong(digits.substring(6, 15)) + nth) % 1_000_000_000L;
    String body = digits.substring(0, 6) + "%09d".formatted(secret);
    for (char check = '0'; check <= '9'; check++) {
      if (ReceiptNumber.read(body + check).isPresent()) {
        return body + check;
      }
    }
    throw new IllegalStateException("no check digit");
  }
}
