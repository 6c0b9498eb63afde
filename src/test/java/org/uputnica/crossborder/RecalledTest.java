package org.uputnica.crossborder;

import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Stack;

/** What is asked back and was erased there before is answered all the same. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RecalledTest {
  @Inject FileErasureService erasures;

  @Test
  void whoIsErasedThereAlreadyIsErasedForTheSenderToo() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    CaseId there = new CaseId(UUID.fromString(received.seenBy(KALTRINA).path("caseId")));
    Callers.as(
        Caller.NODE,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  erasures.erase(there);
                  return true;
                }));
    as(MIRA)
        .body(
            Map.of(
                "id", Ids.random(),
                "scope", "CS-XBR",
                "language", "sq",
                "contact", Ids.random(),
                "deviceTime", MainJob.now()))
        .post("/v1/cases/{id}/withdrawals", job.caseId)
        .then()
        .statusCode(201);
    Awaiting.until(() -> "XB-STOP".equals(received.seenBy(KALTRINA).path("state")));
    Awaiting.until(() -> "ERASED".equals(sent.seenBy(NIKOLA).path("recall")));
  }
}
