package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.casefile.domain.IdentityField;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.IdentityText;
import org.uputnica.consent.ConsentService;
import org.uputnica.directory.DirectoryService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.TrackService.FirstStep;
import org.uputnica.mechanism.TrackService.Seen;
import org.uputnica.mechanism.domain.Assignment;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.DeviceTime;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.NameKind;
import org.uputnica.registration.domain.Registration;
import org.uputnica.registration.domain.RegistrationRules;
import org.uputnica.registration.domain.Screening;

/**
 * Registers a person in ten fields: case, tracks, consents and sealed items together or not at all.
 */
@ApplicationScoped
@Transactional
public class RegistrationService {
  private final CaseService cases;
  private final TrackService tracks;
  private final Mechanisms mechanisms;
  private final ConsentService consents;
  private final CaseFileService caseFiles;
  private final PossibleMatchService matches;
  private final DirectoryService directory;
  private final CodeLists codeLists;
  private final AuditTrail audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  RegistrationService(
      CaseService cases,
      TrackService tracks,
      Mechanisms mechanisms,
      ConsentService consents,
      CaseFileService caseFiles,
      PossibleMatchService matches,
      DirectoryService directory,
      CodeLists codeLists,
      AuditTrail audit,
      Clock clock) {
    this.cases = cases;
    this.tracks = tracks;
    this.mechanisms = mechanisms;
    this.consents = consents;
    this.caseFiles = caseFiles;
    this.matches = matches;
    this.directory = directory;
    this.codeLists = codeLists;
    this.audit = audit;
    this.clock = clock;
  }

  /** Where nobody has looked up how a country sorts, every category is taken. */
  private List<String> sorting(CountryCode country) {
    return mechanisms
        .current(country)
        .parameter("P-TRIAGE")
        .filter(Parameter::isKnown)
        .map(it -> it.words("value"))
        .orElseGet(() -> codeLists.get("triage-categories").codes());
  }

  /**
   * Registers a person.
   *
   * @throws RefusedException {@code invalid-value}, {@code private-place-needed}, {@code
   *     consent-missing}, {@code guard-not-met} or {@code already-exists}; nothing is kept then
   */
  public Registered register(Registration registration, Caller caller) {
    Instant now = clock.instant();
    CodeList indicators = codeLists.get("indicators");
    OrganizationId responsible = responsible(registration, caller);
    RegistrationRules.checkValues(
        registration, indicators, codeLists.get("languages"), sorting(caller.country()));
    DeviceTime.requireOfCase(registration.deviceTime(), now);
    RegistrationRules.checkPlace(registration);
    RegistrationRules.checkKeeping(registration, responsible);
    CaseRecord record = record(registration, responsible, indicators, caller, now);
    RegistrationRules.checkGround(registration, record.elementsSuffice());
    cases.add(record);
    consents.recordAll(record.id(), registration.consents(), record.isChild());
    caseFiles.open(record.id(), responsible, record.country(), firstItems(registration));
    admitRegistering(registration, record);
    if (registration.name() != null) {
      matches.lookFor(record, caller);
    }
    List<Seen> seen = tracks.begin(record, firstSteps(registration, record), caller);
    audit.append(
        AuditEvent.of(
            "case-registered",
            record.id(),
            record.code(),
            "screening",
            registration.screening().name()));
    return new Registered(record, seen);
  }

  private List<FirstStep> firstSteps(Registration registration, CaseRecord record) {
    if (!registration.privatePlace()
        || (registration.screening() == Screening.UNDECIDED
            && registration.indicators().isEmpty())) {
      return List.of();
    }
    FirstStep screened = new FirstStep("T001", screeningInputs(registration));
    return switch (registration.screening()) {
      case PRESUMED ->
          List.of(screened, new FirstStep("T003", presumptionInputs(registration, record)));
      case NOTHING_FOUND ->
          List.of(
              screened,
              new FirstStep(
                  "T002", Map.of("no-signs-decided", "true", "other-help-offered", "true")));
      case UNDECIDED -> List.of(screened);
    };
  }

  private static Map<String, String> screeningInputs(Registration registration) {
    String interpreter =
        switch (registration.interpreterNeeded()) {
          case NO -> "NONE_NEEDED";
          case UNKNOWN -> "NONE_FOUND";
          case YES ->
              registration.consents().stream()
                      .anyMatch(it -> hasInterpreter(it.told().interpreter()))
                  ? "PRESENT"
                  : "NONE_FOUND";
        };
    return Map.of(
        "place",
        registration.place(),
        "language",
        registration.language(),
        "interpreter",
        interpreter,
        "private-place",
        "true");
  }

  private static boolean hasInterpreter(@Nullable String code) {
    return code != null && !code.equals("NONE");
  }

  private Map<String, String> presumptionInputs(Registration registration, CaseRecord record) {
    Map<String, String> inputs = new HashMap<>(Map.of("risk-level", registration.risk().name()));
    if (registration.judgement() != null) {
      String why =
          registration.judgementNote() == null
              ? registration.judgement()
              : IdentityText.clean("judgementNote", registration.judgementNote());
      UUID note = caseFiles.keepNote(record.id(), Ids.random(), why);
      inputs.put("judgement", note.toString());
    }
    return inputs;
  }

  /**
   * The organisation that met the person reads its own registration if she agreed that it keeps a
   * record too.
   */
  private void admitRegistering(Registration registration, CaseRecord record) {
    boolean other = !record.registering().equals(record.responsible());
    if (other && RegistrationRules.letsKeep(registration, record.registering())) {
      caseFiles.admit(record.id(), record.registering());
      caseFiles.letFind(
          record.id(),
          record.registering(),
          RegistrationRules.kept(registration, record.registering()));
    }
  }

  private OrganizationId responsible(Registration registration, Caller caller) {
    OrganizationId wanted = registration.responsible();
    if (wanted == null || caller.isOf(wanted)) {
      return caller.organization();
    }
    boolean manages =
        directory.withFunction(caller.country(), "case-management").stream()
            .anyMatch(it -> it.id().equals(wanted));
    if (!manages) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Who answers next is an organisation of this country that manages cases",
          FieldProblem.at("responsibleOrganization", "does not manage cases in this country"));
    }
    return wanted;
  }

  private CaseRecord record(
      Registration from,
      OrganizationId responsible,
      CodeList indicators,
      Caller caller,
      Instant now) {
    return new CaseRecord(
        from.id(),
        CaseCode.random(random),
        caller.country(),
        responsible,
        caller.organization(),
        caller.user(),
        now,
        from.deviceTime(),
        from.place(),
        from.nameKind().name(),
        from.ageState(),
        from.age(),
        from.gender(),
        from.placementSex(),
        from.language(),
        from.interpreterNeeded(),
        from.urgentNeeds(),
        from.accompanyingChildren(),
        from.household(),
        from.triage(),
        from.indicators(),
        RegistrationRules.elements(from, indicators),
        from.judgement(),
        from.risk(),
        now,
        null,
        null,
        Set.of(),
        participants(responsible, caller),
        Assignment.NONE,
        mechanisms.current(caller.country()).version(),
        0);
  }

  private static Set<OrganizationId> participants(OrganizationId responsible, Caller caller) {
    return new HashSet<>(List.of(responsible, caller.organization()));
  }

  private static IdentityItems firstItems(Registration from) {
    Map<IdentityField, String> items = new EnumMap<>(IdentityField.class);
    if (from.name() != null) {
      items.put(
          from.nameKind() == NameKind.NAME ? IdentityField.NAME : IdentityField.ALIAS,
          IdentityText.line("name", from.name()));
    }
    if (from.birthYear() != null) {
      items.put(IdentityField.BIRTH_YEAR, from.birthYear().toString());
    }
    return IdentityItems.of(items);
  }

  /** A case that was just registered, and its runs with their steps as its registrar sees them. */
  public record Registered(CaseRecord record, List<Seen> seen) {}
}
