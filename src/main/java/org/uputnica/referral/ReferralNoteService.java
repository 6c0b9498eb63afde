package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.ReferralNote;
import org.uputnica.referral.domain.ReferralNote.Side;
import org.uputnica.referral.domain.ReferralNotes;
import org.uputnica.referral.domain.Referrals;
import org.uputnica.registration.WordsBetweenDesks;

/**
 * What the two sides of a referral write to each other. The words lie in the person's sealed file,
 * to which the house that is asked has no key: what was addressed to it opens to it, one note at a
 * time and journalled, while the referral runs. Who she is stands in none of them: what of it may
 * be open to the house opens by itself, and closes again.
 */
@ApplicationScoped
@Transactional
public class ReferralNoteService implements WordsBetweenDesks {
  private final Referrals referrals;
  private final ReferralNotes notes;
  private final TrackService tracks;
  private final CaseFileService files;
  private final DisclosureGate gate;
  private final TenantSettings tenant;
  private final Clock clock;

  ReferralNoteService(
      Referrals referrals,
      ReferralNotes notes,
      TrackService tracks,
      CaseFileService files,
      DisclosureGate gate,
      TenantSettings tenant,
      Clock clock) {
    this.referrals = referrals;
    this.notes = notes;
    this.tracks = tracks;
    this.files = files;
    this.gate = gate;
    this.tenant = tenant;
    this.clock = clock;
  }

  /**
   * Seals words of the caller's side; a step takes them along by their id.
   *
   * @return when
   * @throws RefusedException {@code not-found} for who is on no side; {@code step-not-open} before
   *     it was sent and after its end; {@code invalid-value} for words that say who she is, and as
   *     a text of her file; {@code already-exists}
   */
  public Instant keep(TrackId id, UUID note, String text, Caller caller) {
    String state = tracks.hold(id).state(id);
    Referral referral = referrals.require(id, caller);
    Side side = side(referral, caller);
    if (referral.sentAt() == null || ReferralService.OVER.contains(state)) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "Words are exchanged about a request that was sent and is not over",
          FieldProblem.about("note", "is not open"));
    }
    if (side == Side.SENDER) {
      requireUnnamed(referral, text);
    }
    Instant now = clock.instant();
    tenant.beyondCaller(() -> files.keepNote(referral.caseId(), note, text));
    notes.add(
        new ReferralNote(
            note,
            id,
            referral.caseId(),
            referral.country(),
            referral.receiver(),
            side,
            now,
            null,
            null));
    return now;
  }

  /**
   * The notes of both sides that the caller's side may read, oldest first.
   *
   * @throws RefusedException {@code not-found} for who is on no side, and for the house once the
   *     referral is over
   */
  public List<Read> read(TrackId id, Caller caller) {
    Referral referral = referrals.require(id, caller);
    Side side = side(referral, caller);
    if (side == Side.RECEIVER && ReferralService.OVER.contains(tracks.state(id))) {
      throw RefusedException.notFound();
    }
    List<ReferralNote> found =
        notes.of(id).stream().filter(it -> it.isReadBy(side, referral.receiver())).toList();
    if (found.isEmpty()) {
      return List.of();
    }
    Set<UUID> ids = found.stream().map(ReferralNote::id).collect(Collectors.toSet());
    Map<UUID, String> words =
        tenant.seeBeyondCaller(
            () -> files.readAddressed(gate.openAddressed(referral.caseId()), ids));
    return found.stream()
        .flatMap(
            it -> Optional.ofNullable(words.get(it.id())).map(text -> new Read(it, text)).stream())
        .toList();
  }

  /**
   * What a step says it takes along is on its way with it.
   *
   * @throws RefusedException {@code invalid-value} for what is no note of the caller's side of this
   *     referral, or has left already
   */
  void send(Referral referral, TakeStep wish, Caller caller) {
    for (String input : new TreeSet<>(ReferralNote.INPUTS)) {
      String note = wish.inputs().get(input);
      if (note != null
          && !notes.send(
              UUID.fromString(note),
              referral,
              side(referral, caller),
              wish.step(),
              clock.instant())) {
        throw RefusedException.of(
            ProblemType.INVALID_VALUE,
            "Keep the words with the referral first; each is sent once",
            FieldProblem.at("inputs." + input, "is not a note of yours that waits to be sent"));
      }
    }
  }

  @Override
  public Set<UUID> of(CaseId caseId) {
    return tenant.seeBeyondCaller(() -> notes.of(caseId));
  }

  private void requireUnnamed(Referral referral, String text) {
    Set<ItemCategory> said = tenant.seeBeyondCaller(() -> files.mentions(referral.caseId(), text));
    if (!said.isEmpty()) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Say what the house needs to know without saying who she is",
          FieldProblem.at("text", "says who she is"));
    }
  }

  private static Side side(Referral referral, Caller caller) {
    if (referral.isSender(caller)) {
      return Side.SENDER;
    }
    if (referral.isReceiver(caller)) {
      return Side.RECEIVER;
    }
    throw RefusedException.notFound();
  }

  /** A note and its words. */
  public record Read(ReferralNote note, String text) {
    @Override
    public String toString() {
      return "Read[" + note.id() + ", redacted]";
    }
  }
}
