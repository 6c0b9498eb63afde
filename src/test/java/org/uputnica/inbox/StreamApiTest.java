package org.uputnica.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Awaiting.until;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Roles;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Phone;
import org.uputnica.testing.Realm;
import org.uputnica.testing.Realm.Passerby;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** What changes is told as it happens, to whom it shows, and to nobody who has left. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class StreamApiTest {
  private static final String STREAM = "/v1/inbox/stream";

  @Test
  void aNewCaseIsToldAsItHappensToWhomItShowsAndToNobodyElse() throws Exception {
    try (StreamListener mira = StreamListener.of(Tokens.of("mira"));
        StreamListener jelena = StreamListener.of(Tokens.of("jelena"))) {
      until(() -> !mira.id().isEmpty() && !jelena.id().isEmpty());
      MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
      until(() -> mira.heard(job.caseId));
      assertThat(mira.heard("Izmisljena")).isFalse();
      until(() -> jelena.signsOfLife() > 1);
      assertThat(jelena.heard(job.caseId)).isFalse();
    }
  }

  @Test
  void whoeverComesBackMissesNothingAndMayHaveAskedInBetween() throws Exception {
    String left;
    try (StreamListener mira = StreamListener.of(Tokens.of("mira"))) {
      until(() -> !mira.id().isEmpty());
      left = mira.id();
    }
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    try (StreamListener again = StreamListener.of(Tokens.of("mira"), left)) {
      until(() -> again.heard(job.caseId));
    }
    String cursor = as(MIRA).get("/v1/changes").path("cursor");
    MainJob next = MainJob.aWomanAtTheCrossing().registered();
    try (StreamListener again = StreamListener.of(Tokens.of("mira"), cursor)) {
      until(() -> again.heard(next.caseId));
    }
  }

  @Test
  void aPlaceOfSomebodyElseBeginsAnewAndAnUnreadableOneIsRefused() {
    String cursor = as(VERA).get("/v1/changes").path("cursor");
    as(MIRA)
        .header("Last-Event-ID", cursor)
        .get(STREAM)
        .then()
        .statusCode(410)
        .body("type", equalTo("/problems/begin-anew"));
    as(MIRA).header("Last-Event-ID", "xyz").get(STREAM).then().statusCode(400);
    as(MIRA).get(STREAM + "?seconds=901").then().statusCode(400);
    as(ZORAN).get(STREAM).then().statusCode(403);
  }

  @Test
  void itEndsWhenItsTimeIsUp() throws Exception {
    try (StreamListener mira = StreamListener.of(Tokens.of("mira"), 1)) {
      until(mira::isOver);
      assertThat(mira.heard("broken")).isFalse();
    }
  }

  @Test
  void anAccountHasFourAtOnceAndAFifthClosesTheOldest() throws Exception {
    List<StreamListener> ears = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        ears.add(StreamListener.of(Tokens.of("bojan")));
      }
      until(ears.getFirst()::isOver);
      assertThat(ears.getFirst().heard("broken")).isFalse();
      long alive = ears.get(1).signsOfLife();
      until(() -> ears.get(1).signsOfLife() > alive && ears.getLast().signsOfLife() > 1);
      assertThat(ears.stream().skip(1)).noneMatch(StreamListener::isOver);
    } finally {
      ears.forEach(StreamListener::close);
    }
  }

  @Test
  void aDeviceThatIsLockedHearsNoMore() throws Exception {
    ClientKey key = new ClientKey();
    String token = Tokens.bound("luka", key);
    Phone phone = Phone.with(token, key);
    phone.register().then().statusCode(201);
    String address = RestAssured.baseURI + ":" + RestAssured.port + STREAM;
    try (StreamListener ear =
        StreamListener.with(request ->
            request
                .header("Authorization", "DPoP " + token)
                .header("DPoP", key.proof("GET", address, token)))) {
      until(() -> ear.signsOfLife() > 1);
      as(LUKA)
          .header("If-Match", revision(as(LUKA).get("/v1/devices/{id}", phone.id)))
          .post("/v1/devices/{id}/lock", phone.id)
          .then()
          .statusCode(200);
      until(ear::isOver);
    }
  }

  /** Within a minute, as for everything that opens no identity. */
  @Tag("endurance")
  @Test
  void anAccountThatIsClosedHearsNoMore() throws Exception {
    try (Passerby passerby = Realm.passerby(JELENA, Roles.SHELTER);
        StreamListener ear =
            StreamListener.of(Tokens.fresh(passerby.username(), Realm.PASSWORD), 900)) {
      until(() -> ear.signsOfLife() > 1);
      passerby.enable(false);
      long until = System.nanoTime() + 70_000_000_000L;
      until(() -> ear.isOver() || ear.signsOfLife() > 25);
      until(() -> ear.isOver() || ear.signsOfLife() > 50);
      until(() -> ear.isOver() || System.nanoTime() > until);
      assertThat(ear.isOver()).isTrue();
    }
  }
}
