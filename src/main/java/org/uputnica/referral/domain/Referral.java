package org.uputnica.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/**
 * One service asked for one person; where it stands is the run of the referral track with the same
 * id. FHIR Task with a needs envelope as input.
 *
 * @param sender organisation that asks and keeps the case; {@code registering} is on its side too
 * @param items identity categories that open on acceptance, exactly those agreed to
 * @param needs as they were when it was drafted, and again when it was sent
 * @param handover how the two sides meet, and the word they know each other by
 * @param sentAt server time; null while nothing has left
 * @param underException {@code OV-*} code when it was sent without consent
 * @param answer what the house has said
 * @param identityOpen the receiver can open {@code items} now
 */
public record Referral(
    TrackId id,
    CaseId caseId,
    CaseCode caseCode,
    CountryCode country,
    OrganizationId sender,
    OrganizationId registering,
    ServiceId service,
    OrganizationId receiver,
    Priority priority,
    Set<ItemCategory> items,
    NeedsEnvelope needs,
    Handover handover,
    Instant draftedAt,
    @Nullable Instant sentAt,
    @Nullable String underException,
    HouseAnswer answer,
    boolean identityOpen) {
  /**
   * The order in which several of one case are ended: free places are taken and given back by
   * service, so that two cases never wait for each other's.
   */
  public static final Comparator<Referral> BY_SERVICE =
      Comparator.comparing(referral -> referral.service().value());

  public Referral {
    items = items.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(items));
  }

  /**
   * Whether the caller is of the side that brings her to a house which itself said yes, and the two
   * sides have a word: without one nobody comes any more.
   */
  public boolean isDrivenBy(Caller caller) {
    return isSender(caller) && !isOnlyNoted() && handover.word() != null;
  }

  /**
   * Whether the latest answer is one that the asking side noted down from the telephone. It opens
   * nothing, neither who she is nor how she comes, until the house itself has confirmed it (A032)
   * or received her (T028).
   */
  public boolean isOnlyNoted() {
    return answer.how() == AnsweredBy.TELEPHONE;
  }

  /** Whether the caller is on the side that asks. */
  public boolean isSender(Caller caller) {
    return caller.isOf(sender) || caller.isOf(registering);
  }

  /** Whether the caller is the house that is asked; before it was sent nobody is. */
  public boolean isReceiver(Caller caller) {
    return sentAt != null && caller.isOf(receiver);
  }

  /**
   * Sender, receiver and those who watch over the country; for everybody else it does not exist.
   */
  public boolean isVisibleTo(Caller caller) {
    boolean watches = caller.watchesCountry() && caller.country().equals(country);
    return isSender(caller) || isReceiver(caller) || watches || caller.reach() == Reach.NODE;
  }

  /** What it discloses to the house, once somebody asks to open it. */
  public Disclosure disclosure(boolean child) {
    return Disclosure.of(caseId, ConsentScope.REFERRAL, receiver, items, child);
  }

  /** It leaves: the needs as they are now travel with it. */
  public Referral sent(
      Priority asked,
      NeedsEnvelope envelope,
      @Nullable String place,
      @Nullable String companion,
      @Nullable String exception,
      Instant at) {
    return new Referral(
        id,
        caseId,
        caseCode,
        country,
        sender,
        registering,
        service,
        receiver,
        asked,
        items,
        envelope,
        handover.arranged(place, null, companion),
        draftedAt,
        at,
        exception,
        HouseAnswer.NONE,
        identityOpen);
  }

  /** Accepted: the identity envelope opens for the receiver. */
  public Referral opened() {
    return with(handover, true);
  }

  /** Ended or taken back: the identity envelope closes again. */
  public Referral closed() {
    return with(handover, false);
  }

  /** Accepted, whether or not the envelope may be opened: the two sides have a word. */
  public Referral agreed(String word) {
    return with(handover.withWord(word), identityOpen);
  }

  /** How she comes; what is null stays as it was. */
  public Referral arranged(
      @Nullable String place, @Nullable Instant at, @Nullable String companion) {
    return with(handover.arranged(place, at, companion), identityOpen);
  }

  /** The side that asked has handed her over. */
  public Referral handedOver(Instant at) {
    return with(handover.said(at), identityOpen);
  }

  /** They have met, or nobody comes any more. */
  public Referral met() {
    return with(handover.over(), identityOpen);
  }

  /** The house has answered, in this way. */
  public Referral answered(AnsweredBy how) {
    return with(answer.by(how));
  }

  /** What it is for, at a house that gives these services. */
  public Need need(Set<String> given) {
    return Need.of(needs.needs(), given);
  }

  public Referral expected(LocalDate day) {
    return with(answer.expected(day));
  }

  public Referral declined(String reason, @Nullable UUID other) {
    return with(answer.declined(reason, other));
  }

  public Referral ended(String result) {
    return with(answer.ended(result));
  }

  /**
   * Asked again of another service: nothing of the first answer stays, and consent is asked anew.
   */
  public Referral redirected(ServiceId other, OrganizationId house) {
    return new Referral(
        id,
        caseId,
        caseCode,
        country,
        sender,
        registering,
        other,
        house,
        priority,
        items,
        needs,
        Handover.at(handover.place()),
        draftedAt,
        null,
        null,
        HouseAnswer.NONE,
        false);
  }

  /** She said yes to less: the envelope holds no more than that. */
  public Referral limitedTo(Set<ItemCategory> fewer) {
    return with(fewer, handover, answer, identityOpen);
  }

  private Referral with(Handover now, boolean open) {
    return with(items, now, answer, open);
  }

  private Referral with(HouseAnswer said) {
    return with(items, handover, said, identityOpen);
  }

  private Referral with(Set<ItemCategory> open, Handover way, HouseAnswer said, boolean shown) {
    return new Referral(
        id,
        caseId,
        caseCode,
        country,
        sender,
        registering,
        service,
        receiver,
        priority,
        open,
        needs,
        way,
        draftedAt,
        sentAt,
        underException,
        said,
        shown);
  }
}
