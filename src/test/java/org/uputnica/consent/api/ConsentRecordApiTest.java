package org.uputnica.consent.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.ARegisteredCase;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Stack;

/** The machine's side of a receipt through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ConsentRecordApiTest {
  private final UUID yes = Ids.random();

  @Test
  void aYesAndItsWithdrawalAreRecords() {
    var met = ARegisteredCase.ofAnAdult();
    met.record(VERA, met.yes(yes)).statusCode(201);
    met.receipt(MIRA, yes, "record")
        .statusCode(200)
        .contentType(startsWith("application/ld+json"))
        .body("'dct:conformsTo'", equalTo("dpv-27560:record"))
        .body("'dct:language'", equalTo("prs"))
        .body(
            "'dpv:hasProcess'[0].'dpv:hasConsentStatus'[0].'@type'", contains("dpv:ConsentGiven"));
    met.receipt(MIRA, yes, "record?as=RECEIPT")
        .statusCode(200)
        .body("'dct:conformsTo'", equalTo("dpv-27560:receipt-record"));
    String withdrawn = met.withdraw(VERA).statusCode(201).extract().path("id");
    met.receipt(MIRA, UUID.fromString(withdrawn), "record")
        .body(
            "'dpv:hasProcess'[0].'dpv:hasConsentStatus'[0].'@type'",
            contains("dpv:ConsentWithdrawn"));
    met.receipt(MIRA, yes, "fhir")
        .statusCode(200)
        .contentType(startsWith("application/fhir+json"))
        .body("resourceType", equalTo("Consent"))
        .body("status", equalTo("inactive"));
  }

  @Test
  void whoSeesNoReceiptSeesNoRecord() {
    var met = ARegisteredCase.ofAnAdult();
    met.record(VERA, met.yes(yes)).statusCode(201);
    for (String form : new String[] {"record", "fhir"}) {
      met.receipt(JELENA, yes, form).statusCode(404);
      met.receipt(ARTA, yes, form).statusCode(404);
      met.receipt(ZORAN, yes, form).statusCode(403);
      met.receipt(MIRA, Ids.random(), form).statusCode(404);
    }
    met.receipt(MIRA, yes, "record?as=BOTH").statusCode(400);
  }
}
