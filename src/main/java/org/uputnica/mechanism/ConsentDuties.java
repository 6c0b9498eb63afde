package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.consent.PersonUntold;
import org.uputnica.consent.RecallNews;
import org.uputnica.consent.domain.Recall;
import org.uputnica.directory.DirectoryService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/** What consent left to do is put before desks, and what nobody has done in time before others. */
@ApplicationScoped
class ConsentDuties {
  private static final TrackCode OVERALL = new TrackCode("overall");
  private static final TrackCode REFERRAL = new TrackCode("referral");
  private static final StateCode SENT = new StateCode("RF-SENT");
  private static final StepCode REGISTERED = new StepCode("OPEN-ST");

  /** Who has a work list and says for an organisation what became of something it was shown. */
  private static final List<String> ANSWERING =
      List.of(
          Roles.FRONT,
          Roles.BORDER,
          Roles.ID,
          Roles.CASE,
          Roles.SHELTER,
          Roles.LAW,
          Roles.GUARD,
          Roles.XB,
          Roles.COORD);

  private final NoticeService notices;
  private final Tracks tracks;
  private final CaseRecords records;
  private final Mechanisms mechanisms;
  private final DirectoryService directory;
  private final Callers callers;
  private final Clock clock;

  ConsentDuties(
      NoticeService notices,
      Tracks tracks,
      CaseRecords records,
      Mechanisms mechanisms,
      DirectoryService directory,
      Callers callers,
      Clock clock) {
    this.notices = notices;
    this.tracks = tracks;
    this.records = records;
    this.mechanisms = mechanisms;
    this.directory = directory;
    this.callers = callers;
    this.clock = clock;
  }

  void tell(@Observes RecallNews news) {
    Recall recall = news.recall();
    switch (news.what()) {
      case ASKED -> {
        if (isBarred(recall)) {
          put(About.RECALL_BARRED, recall.caseId());
        } else {
          ask(recall, recall.remindAt());
        }
      }
      case REMINDED -> {
        takeAway(recall, news.what());
        if (isBarred(recall)) {
          putBarred(recall);
        } else {
          ask(recall, clock.instant());
        }
      }
      case UNANSWERED -> {
        if (isBarred(recall)) {
          putBarred(recall);
        } else {
          put(About.RECALL_UNANSWERED, recall.caseId());
        }
      }
      case ANSWERED -> {
        // it stands there until everything is answered
      }
      case ALL_ANSWERED -> takeAway(recall, news.what());
    }
  }

  void tell(@Observes PersonUntold late) {
    put(About.PERSON_UNTOLD, late.untold().caseId());
  }

  private void put(About about, CaseId id) {
    overall(tracks.of(id)).ifPresent(it -> notices.put(about, it.id(), REGISTERED));
  }

  private void ask(Recall recall, Instant rank) {
    if (isAtHome(recall)) {
      List<TrackInstance> runs = tracks.of(recall.caseId());
      asked(recall.recipient(), runs)
          .or(() -> overall(runs))
          .ifPresent(it -> notices.putOnce(About.RECALL_ASKED, it, desks(recall), rank));
    }
  }

  private void takeAway(Recall recall, RecallNews.What because) {
    notices.answer(
        About.RECALL_ASKED, recall.caseId(), desks(recall), because.name(), callers.current());
  }

  /** Unless the coordinator has it before her. */
  private void putBarred(Recall recall) {
    About about = About.RECALL_BARRED;
    CaseRecord record = records.find(recall.caseId()).orElseThrow();
    overall(tracks.of(recall.caseId()))
        .ifPresent(it ->
            notices.putOnce(
                about,
                it,
                Waiting.desks(about.tells(), it, record, mechanisms.of(record)),
                clock.instant()));
  }

  private boolean isBarred(Recall recall) {
    return records
        .find(recall.caseId())
        .filter(it -> it.assigned().conflicted().contains(recall.recipient()))
        .isPresent();
  }

  /** Another country is asked by a message, and has no desk here. */
  private boolean isAtHome(Recall recall) {
    return directory
        .organization(recall.recipient())
        .filter(it -> it.country().equals(recall.country()))
        .isPresent();
  }

  private static Set<String> desks(Recall recall) {
    return ANSWERING.stream()
        .map(role -> role + '@' + recall.recipient())
        .collect(Collectors.toSet());
  }

  /** The run in which the recipient was asked for something, the last of several. */
  private Optional<TrackInstance> asked(OrganizationId recipient, List<TrackInstance> runs) {
    return runs.stream()
        .filter(it ->
            it.parties().entrySet().stream()
                .anyMatch(
                    party -> party.getKey() != Party.OWNER && party.getValue().equals(recipient)))
        .filter(this::hasLeft)
        .max(Comparator.comparing(TrackInstance::since));
  }

  /** Of a referral that was never sent the house must not know. */
  private boolean hasLeft(TrackInstance run) {
    return !run.snapshot().track().equals(REFERRAL)
        || tracks.history(run.id()).stream().anyMatch(it -> it.to().equals(SENT));
  }

  private static Optional<TrackInstance> overall(List<TrackInstance> runs) {
    return runs.stream().filter(it -> it.snapshot().track().equals(OVERALL)).findFirst();
  }
}
