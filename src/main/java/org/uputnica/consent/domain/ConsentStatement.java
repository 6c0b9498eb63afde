package org.uputnica.consent.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * One thing that was said or done about one scope; never changed, only followed by another. The
 * pages of a FHIR Consent's history; ISO/IEC TS 27560 events.
 */
public sealed interface ConsentStatement {
  Said said();

  ConsentStatus status();

  default ConsentId id() {
    return said().id();
  }

  default ConsentScope scope() {
    return said().scope();
  }

  /** A statement with the circumstances of a conversation. */
  sealed interface Spoken extends ConsentStatement {
    Telling told();
  }

  /** It was explained; no answer yet. Changes nothing about an earlier answer. */
  record Asked(Said said, Telling told) implements Spoken {
    @Override
    public ConsentStatus status() {
      return ConsentStatus.ASKED;
    }
  }

  /**
   * Yes, to exactly the items of {@link Said#items()}.
   *
   * @param limited the person left something out of what was asked
   * @param expires from then on it opens nothing; absent: until taken back
   */
  record Given(Said said, Telling told, boolean limited, @Nullable Instant expires)
      implements Spoken {
    @Override
    public ConsentStatus status() {
      return limited ? ConsentStatus.LIMITED : ConsentStatus.GIVEN;
    }

    /** Whether its time is over. */
    public boolean hasExpired(Instant now) {
      return expires != null && !now.isBefore(expires);
    }
  }

  /** A no, or a yes taken back. */
  sealed interface No extends Spoken {
    /** Why, where it was said. */
    @Nullable RefusalReason reason();

    /**
     * Whether it holds for a question of the same meeting: that is neither put to the same speaker
     * again nor answered once more (domain reference 3.7). What was said earlier is always heard.
     *
     * @param recipient towards whom the question is
     * @param at when it is put or answered, as the device claims (UTC)
     */
    default boolean holdsFor(
        ConsentScope scope,
        @Nullable OrganizationId recipient,
        SaidBy speaker,
        UUID contact,
        Instant at) {
      @Nullable OrganizationId towards = said().recipient();
      return said().scope() == scope
          && told().contact().equals(contact)
          && said().saidBy() == speaker
          && (towards == null || towards.equals(recipient))
          && !at.isBefore(said().deviceTime());
    }

    /** Whoever wrote it down may read why; no house reads what was said of itself. */
    default boolean tellsWhy(Caller caller) {
      @Nullable OrganizationId towards = said().recipient();
      return caller.isOf(said().organization()) && (towards == null || !caller.isOf(towards));
    }
  }

  /** No. */
  record Refused(Said said, Telling told, @Nullable RefusalReason reason) implements No {
    @Override
    public ConsentStatus status() {
      return ConsentStatus.REFUSED;
    }

    /** Whether it is the same speaker's no in the same meeting, whatever either is about. */
    public boolean silences(Given given) {
      return told.contact().equals(given.told().contact())
          && said.saidBy() == given.said().saidBy();
    }
  }

  /** Could not be asked. Changes nothing about an earlier answer. */
  record NotAsked(Said said, Telling told, NotAskedReason reason) implements Spoken {
    @Override
    public ConsentStatus status() {
      return ConsentStatus.NOT_ASKED;
    }
  }

  /** A yes taken back: towards one organisation, or towards all without recipient. */
  record Withdrawn(Said said, Telling told, @Nullable RefusalReason reason) implements No {
    @Override
    public ConsentStatus status() {
      return ConsentStatus.WITHDRAWN;
    }
  }

  /**
   * A yes is found not to be valid, whoever had said it, unless the guardian had a conflict of
   * interest, which leaves the child's own word: it opens nothing, and it is not a no.
   *
   * @param reason absent where it was recorded before reasons were asked for
   */
  record Invalidated(Said said, Telling told, @Nullable InvalidReason reason) implements Spoken {
    @Override
    public ConsentStatus status() {
      return ConsentStatus.INVALIDATED;
    }

    /** Whether it may have been this speaker's yes. */
    public boolean concerns(SaidBy speaker) {
      return reason != InvalidReason.GUARDIAN_CONFLICT || speaker == SaidBy.GUARDIAN;
    }
  }

  /**
   * Disclosure without consent on a legal ground. Its times are the service's, never a device's.
   *
   * @param lapses shut from then on unless somebody else has approved before
   * @param expires shut from then on in any case
   */
  record ExceptionAct(
      Said said,
      OverrideReason reason,
      ExceptionRule.Effective effective,
      Instant lapses,
      Instant expires)
      implements ConsentStatement {
    /** A second person has this long (domain reference 3.7). */
    public static final Duration APPROVAL_WITHIN = Duration.ofHours(24);

    /** Longest life of an approved exception. */
    public static final Duration EXPIRES_AFTER = Duration.ofDays(30);

    /**
     * Latest time to tell the person (within one month, as article 14(3)(a) of the General Data
     * Protection Regulation has it for data from others).
     */
    public static final Duration INFORM_WITHIN = Duration.ofDays(30);

    @Override
    public ConsentStatus status() {
      return ConsentStatus.OVERRIDDEN;
    }

    /** Until when the person must have been told. */
    public Instant informPersonBy() {
      return said.recordedAt().plus(INFORM_WITHIN);
    }
  }

  /**
   * Somebody else has approved an exception.
   *
   * @param exception the act that was approved
   */
  record ExceptionApproved(Said said, ConsentId exception) implements ConsentStatement {
    @Override
    public ConsentStatus status() {
      return ConsentStatus.OVERRIDDEN;
    }
  }
}
