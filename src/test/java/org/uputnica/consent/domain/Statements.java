package org.uputnica.consent.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ExceptionRule.Effective;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Statements of an invented person, said in a few words. */
public final class Statements {
  public static final CaseId CASE = new CaseId(new UUID(1, 1));
  public static final OrganizationId SHELTER = new OrganizationId(new UUID(2, 1));
  public static final OrganizationId OTHER_SHELTER = new OrganizationId(new UUID(2, 2));
  public static final OrganizationId BORDER = new OrganizationId(new UUID(2, 3));
  public static final OrganizationId GUARDIANS = new OrganizationId(new UUID(2, 4));
  public static final UUID MEETING = new UUID(3, 1);
  public static final UUID ANOTHER_MEETING = new UUID(3, 9);
  public static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  public static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");
  public static final Instant WEDNESDAY = Instant.parse("2026-03-04T10:00:00Z");
  public static final Instant THURSDAY = Instant.parse("2026-03-05T10:00:00Z");

  private final ConsentStatus status;
  private final ConsentScope scope;
  private @Nullable OrganizationId recipient;
  private Set<ItemCategory> items = Set.of(ItemCategory.NAME);
  private NotAskedReason reason = NotAskedReason.NO_INTERPRETER;
  private @Nullable RefusalReason refusalReason;
  private SaidBy saidBy = SaidBy.PERSON;
  private String method = "CM-VERB-W";
  private UUID meeting = MEETING;
  private @Nullable Instant expires;
  private @Nullable Instant recorded;
  private String recorder = "vera";

  private Statements(ConsentStatus status, ConsentScope scope) {
    this.status = status;
    this.scope = scope;
  }

  public static Statements given(ConsentScope scope) {
    return new Statements(ConsentStatus.GIVEN, scope);
  }

  /** In a meeting of its own, unless another one is named. */
  public static Statements refused(ConsentScope scope) {
    return new Statements(ConsentStatus.REFUSED, scope).in(ANOTHER_MEETING);
  }

  public static Statements withdrawn(ConsentScope scope) {
    return new Statements(ConsentStatus.WITHDRAWN, scope);
  }

  public static Statements invalidated(ConsentScope scope) {
    return new Statements(ConsentStatus.INVALIDATED, scope);
  }

  public static Statements asked(ConsentScope scope) {
    return new Statements(ConsentStatus.ASKED, scope);
  }

  public static Statements notAsked(ConsentScope scope) {
    return new Statements(ConsentStatus.NOT_ASKED, scope);
  }

  public Statements to(@Nullable OrganizationId organization) {
    recipient = organization;
    return this;
  }

  public Statements items(ItemCategory... categories) {
    items = Set.of(categories);
    return this;
  }

  public Statements items(Set<ItemCategory> categories) {
    items = categories;
    return this;
  }

  public Statements byGuardian() {
    saidBy = SaidBy.GUARDIAN;
    method = "CM-GUARD";
    return this;
  }

  public Statements by(SaidBy speaker) {
    return speaker == SaidBy.GUARDIAN ? byGuardian() : this;
  }

  public Statements how(String code) {
    method = code;
    return this;
  }

  public Statements in(UUID contact) {
    meeting = contact;
    return this;
  }

  public Statements until(@Nullable Instant end) {
    expires = end;
    return this;
  }

  public Statements because(NotAskedReason why) {
    reason = why;
    return this;
  }

  /** For a no, and for a yes taken back. */
  public Statements because(RefusalReason why) {
    refusalReason = why;
    return this;
  }

  public Statements recorded(Instant at) {
    recorded = at;
    return this;
  }

  public ConsentStatement at(Instant said) {
    Telling told = new Telling(method, "prs", "1", "NONE", "S-77", true, meeting, null);
    Said about =
        new Said(
            id(status + " " + scope + recipient + items + saidBy + method + expires + said),
            CASE,
            scope,
            recipient,
            items,
            saidBy,
            said,
            recorded == null ? said : recorded,
            BORDER,
            recorder);
    return switch (status) {
      case ASKED -> new ConsentStatement.Asked(about, told);
      case GIVEN -> new ConsentStatement.Given(about, told, false, expires);
      case REFUSED -> new ConsentStatement.Refused(about, told, refusalReason);
      case WITHDRAWN -> new ConsentStatement.Withdrawn(about, told, refusalReason);
      case INVALIDATED -> new ConsentStatement.Invalidated(about, told, InvalidReason.DURESS);
      case NOT_ASKED -> new ConsentStatement.NotAsked(about, told, reason);
      case LIMITED, EXPIRED, OVERRIDDEN -> throw new IllegalStateException();
    };
  }

  /** An exception as {@link ExceptionPolicy} makes it. */
  public static ConsentStatement.ExceptionAct exception(
      OverrideReason reason,
      ConsentScope scope,
      Effective effective,
      Set<ItemCategory> items,
      String recorder,
      Instant at) {
    return new ConsentStatement.ExceptionAct(
        new Said(
            id("exception" + reason + scope + items + at),
            CASE,
            scope,
            SHELTER,
            items,
            SaidBy.PERSON,
            at,
            at,
            BORDER,
            recorder),
        reason,
        effective,
        at.plus(ConsentStatement.ExceptionAct.APPROVAL_WITHIN),
        at.plus(ConsentStatement.ExceptionAct.EXPIRES_AFTER));
  }

  public static ConsentStatement.ExceptionApproved approved(
      ConsentStatement.ExceptionAct act, String by, Instant at) {
    return new ConsentStatement.ExceptionApproved(
        new Said(
            id("approved" + act.id() + by + at),
            CASE,
            act.scope(),
            act.said().recipient(),
            Set.of(),
            SaidBy.PERSON,
            at,
            at,
            BORDER,
            by),
        act.id());
  }

  /** May these items go to the shelter? */
  public static Disclosure shown(ConsentScope scope, ItemCategory... items) {
    return Disclosure.of(CASE, scope, SHELTER, Set.of(items), false);
  }

  public static Disclosure shownOfAChild(ConsentScope scope, ItemCategory... items) {
    return Disclosure.of(CASE, scope, SHELTER, Set.of(items), true);
  }

  public static CaseForConsent adult() {
    return new CaseForConsent(
        CASE, new CountryCode("ME"), BORDER, BORDER, false, new CaseCode("0000-0000-0"), "1", null);
  }

  public static CaseForConsent child(@Nullable OrganizationId guardian) {
    return new CaseForConsent(
        CASE,
        new CountryCode("ME"),
        BORDER,
        BORDER,
        true,
        new CaseCode("0000-0000-0"),
        "1",
        guardian);
  }

  private static ConsentId id(String of) {
    return new ConsentId(UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)));
  }
}
