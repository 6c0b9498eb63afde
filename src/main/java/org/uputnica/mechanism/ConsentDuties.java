package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.consent.PersonUntold;
import org.uputnica.consent.RecallUnanswered;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.id.CaseId;

/** What consent left to do and nobody has done in time is put before desks, on the case's run. */
@ApplicationScoped
class ConsentDuties {
  private static final TrackCode OVERALL = new TrackCode("overall");
  private static final StepCode REGISTERED = new StepCode("OPEN-ST");

  private final NoticeService notices;
  private final Tracks tracks;

  ConsentDuties(NoticeService notices, Tracks tracks) {
    this.notices = notices;
    this.tracks = tracks;
  }

  void tell(@Observes RecallUnanswered late) {
    put(About.RECALL_UNANSWERED, late.recall().caseId());
  }

  void tell(@Observes PersonUntold late) {
    put(About.PERSON_UNTOLD, late.untold().caseId());
  }

  private void put(About about, CaseId id) {
    tracks.of(id).stream()
        .filter(it -> it.snapshot().track().equals(OVERALL))
        .findFirst()
        .ifPresent(it -> notices.put(about, it.id(), REGISTERED));
  }
}
