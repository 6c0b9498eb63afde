package org.uputnica.consent.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Leave for one account to open named items of one person for a time: asked for with a reason and
 * granted by who manages the case, or taken at once by break-glass and reviewed afterwards. An act
 * of its own, never a consent; whoever decides or reviews is never who asked.
 *
 * @param organization of who asked
 * @param account who asked; nobody else opens anything with it
 * @param responsible organisation that answered for the case when it was asked
 * @param guardian organisation of a child's guardian, which is told; null for an adult
 * @param granted null until it is decided, and for a break-glass
 * @param until it opens nothing from then on; null as long as it opens nothing
 * @param justified outcome of the review of a break-glass; null until then
 * @param revision grows with every change
 */
public record IdentityAccess(
    UUID id,
    CaseId caseId,
    CaseCode caseCode,
    CountryCode country,
    OrganizationId organization,
    String account,
    OrganizationId responsible,
    @Nullable OrganizationId guardian,
    Kind kind,
    AccessReason reason,
    Set<ItemCategory> items,
    Instant askedAt,
    @Nullable Boolean granted,
    @Nullable String decidedBy,
    @Nullable Instant until,
    @Nullable Boolean justified,
    @Nullable String reviewedBy,
    @Nullable Instant reviewedAt,
    long revision) {
  /** The longest a broken glass stays open, whatever the service is set to. */
  public static final Duration LONGEST_BREAK = Duration.ofMinutes(60);

  /** How it came about. */
  public enum Kind {
    ON_REQUEST,
    BREAK_GLASS
  }

  public IdentityAccess {
    items = Sets.of(items, ItemCategory.class);
  }

  /** A request, or a break-glass that is open until {@code until}. */
  public static IdentityAccess asked(
      UUID id,
      CaseForConsent about,
      Caller by,
      Kind kind,
      AccessReason reason,
      Set<ItemCategory> items,
      Instant at,
      @Nullable Instant until) {
    return new IdentityAccess(
        id,
        about.id(),
        about.code(),
        about.country(),
        by.organization(),
        by.user(),
        about.responsible(),
        about.child() ? about.guardian() : null,
        kind,
        reason,
        items,
        at,
        null,
        null,
        until,
        null,
        null,
        null,
        0);
  }

  public boolean isBreakGlass() {
    return kind == Kind.BREAK_GLASS;
  }

  /** Whether it opens anything now. */
  public boolean isOpen(Instant now) {
    return until != null && now.isBefore(until);
  }

  /** Whether it opens the items for this caller now. */
  public boolean opensFor(Caller caller, Instant now) {
    return caller.user().equals(account) && caller.isOf(organization) && isOpen(now);
  }

  /**
   * Who may see that it exists: who asked, the case managers of the house, the guardian's
   * organisation, coordinator and data protection officer of the country.
   */
  public boolean isVisibleTo(Caller caller) {
    boolean asker = caller.user().equals(account) && caller.isOf(organization);
    boolean house = caller.isOf(responsible) && caller.has(Roles.CASE);
    boolean told = caller.organization().equals(guardian) && caller.has(Roles.GUARD);
    boolean watches = caller.has(Roles.COORD) || caller.has(Roles.DPO);
    return asker || house || told || (watches && caller.country().equals(country));
  }

  /**
   * Whether her word has ended it: a no to keeping her data that came in after it was asked for.
   * Whoever needs it asks anew. A broken glass is of the moment, and ends by its minutes.
   */
  public boolean isEndedBy(List<ConsentStatement> said) {
    return !isBreakGlass()
        && said.stream()
            .filter(it -> it.scope() == ConsentScope.STORAGE)
            .filter(it -> !it.said().recordedAt().isBefore(askedAt))
            .anyMatch(it ->
                it instanceof ConsentStatement.Refused
                    || it instanceof ConsentStatement.Withdrawn
                    || it instanceof ConsentStatement.Invalidated);
  }

  /** What the grant rests on. */
  public Basis basis() {
    return switch (kind) {
      case ON_REQUEST -> new Basis.Requested(ConsentScope.STORAGE, id);
      case BREAK_GLASS -> new Basis.BrokenGlass(ConsentScope.STORAGE, id);
    };
  }

  /** Decided by somebody else; a yes opens it until {@code end}. */
  public IdentityAccess decided(boolean yes, Caller by, Instant end) {
    return with(yes, by.user(), yes ? end : null, justified, reviewedBy, reviewedAt);
  }

  /** Reviewed by somebody else; a no ends it. */
  public IdentityAccess reviewed(boolean wasJustified, Caller by, Instant at) {
    @Nullable Instant end = wasJustified || !isOpen(at) ? until : at;
    return with(granted, decidedBy, end, wasJustified, by.user(), at);
  }

  private IdentityAccess with(
      @Nullable Boolean yes,
      @Nullable String decider,
      @Nullable Instant end,
      @Nullable Boolean outcome,
      @Nullable String reviewer,
      @Nullable Instant at) {
    return new IdentityAccess(
        id,
        caseId,
        caseCode,
        country,
        organization,
        account,
        responsible,
        guardian,
        kind,
        reason,
        items,
        askedAt,
        yes,
        decider,
        end,
        outcome,
        reviewer,
        at,
        revision + 1);
  }
}
