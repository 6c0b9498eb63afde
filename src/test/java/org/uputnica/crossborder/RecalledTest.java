package org.uputnica.crossborder;

import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
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
    Callers.apart(Caller.NODE, () -> erasures.erase(there));
    job.withdraws(MIRA, "CS-XBR").then().statusCode(201);
    Awaiting.until(() -> "XB-STOP".equals(received.seenBy(KALTRINA).path("state")));
    Awaiting.until(() -> "ERASED".equals(sent.seenBy(NIKOLA).path("recall")));
  }
}
