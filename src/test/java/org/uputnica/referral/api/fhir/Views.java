package org.uputnica.referral.api.fhir;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.directory.domain.PublicNames;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.ReferralView;
import org.uputnica.referral.domain.AnsweredBy;
import org.uputnica.referral.domain.Handover;
import org.uputnica.referral.domain.HouseAnswer;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Priority;
import org.uputnica.referral.domain.Referral;

/** An invented referral, with everything it can have and with the least. */
final class Views {
  static final TrackId ID = new TrackId(new UUID(0x4000, 1L << 63));
  static final long REVISION = 4;
  static final Instant SENT_AT = Instant.parse("2026-03-02T08:00:00Z");
  static final LocalDate DAY = LocalDate.parse("2026-03-05");
  static final String CODE_WORD = "LIMUN TIGAR";
  static final String EXCEPTION = "OV-INCAP";

  private static final CountryCode ME = new CountryCode("ME");
  private static final CaseId CASE = new CaseId(new UUID(0x4001, 1L << 63));
  private static final OrganizationId SENDER = new OrganizationId(new UUID(0x4002, 1L << 63));
  private static final OrganizationId HOUSE = new OrganizationId(new UUID(0x4003, 1L << 63));
  private static final ServiceId SERVICE = new ServiceId(new UUID(0x4004, 1L << 63));

  private Views() {}

  static ReferralView full(String state) {
    Referral referral =
        new Referral(
            ID,
            CASE,
            code(),
            ME,
            SENDER,
            SENDER,
            SERVICE,
            HOUSE,
            Priority.URGENT,
            Set.of(ItemCategory.NAME, ItemCategory.CONTACT),
            needs(27, List.of("ACC-EMG", "MED-EMG")),
            new Handover("ME-BOZAJ", null, "NONE", CODE_WORD, null),
            SENT_AT.minusSeconds(60),
            SENT_AT,
            EXCEPTION,
            new HouseAnswer(
                DAY, "DC-FULL", new UUID(0x4005, 1L << 63), "COMPLETED", AnsweredBy.ACCOUNT),
            true);
    return view(
        referral,
        state,
        List.of(RunningClock.started(new ClockCode("DL-URG"), SENT_AT, Duration.ofHours(72))),
        2);
  }

  static ReferralView bare(String state) {
    Referral referral =
        new Referral(
            ID,
            CASE,
            code(),
            ME,
            SENDER,
            SENDER,
            SERVICE,
            HOUSE,
            Priority.NORMAL,
            Set.of(),
            needs(null, List.of()),
            Handover.at(null),
            SENT_AT,
            null,
            null,
            HouseAnswer.NONE,
            false);
    return view(referral, state, List.of(), null);
  }

  private static ReferralView view(
      Referral referral, String state, List<RunningClock> clocks, @Nullable Integer place) {
    TrackInstance track =
        new TrackInstance(
            ID,
            CASE,
            ME,
            new TrackSnapshot(TrackCode.of("referral"), StateCode.of(state), clocks),
            Map.of(Party.OWNER, SENDER, Party.COUNTERPART, HOUSE),
            "1",
            SENT_AT,
            REVISION);
    return new ReferralView(
        referral, referral.needs(), track, new PublicNames("Breza", "House", "Centre"), place);
  }

  private static CaseCode code() {
    return CaseCode.random(new java.security.SecureRandom());
  }

  private static NeedsEnvelope needs(@Nullable Integer age, List<String> needs) {
    return new NeedsEnvelope(
        AgeState.ADULT,
        age,
        "WOMAN",
        "prs",
        Answer.YES,
        new UrgentNeeds(Answer.UNKNOWN, Answer.YES, Answer.UNKNOWN, Answer.NO, Answer.UNKNOWN),
        RiskLevel.MEDIUM,
        1,
        needs);
  }
}
