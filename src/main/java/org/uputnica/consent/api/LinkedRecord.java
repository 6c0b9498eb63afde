package org.uputnica.consent.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentRecord;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * A statement as consent record or receipt of ISO/IEC TS 27560:2023, in JSON-LD with the words of
 * the Data Privacy Vocabulary: profile {@code https://w3id.org/dpv/schema/dpv-27560#}. Header,
 * processing, personal data, parties and events, in this order; the table of the fields is the
 * guide's, and what each of ours becomes is in this class alone.
 */
final class LinkedRecord {
  /** For whom it is. */
  enum Form {
    /** Of who keeps the data. */
    RECORD("dpv-27560:record", "dpv:ConsentRecord"),
    /** Of the person. */
    RECEIPT("dpv-27560:receipt-record", "dpv:ConsentReceipt");

    private final String profile;
    private final String type;

    /**
     * By its name.
     *
     * @throws RefusedException {@code invalid-value}
     */
    static Form of(String name) {
      return Stream.of(values())
          .filter(it -> it.name().equals(name))
          .findFirst()
          .orElseThrow(() ->
              RefusedException.of(
                  ProblemType.INVALID_VALUE,
                  "There are two forms",
                  FieldProblem.at(
                      "as", "is not a form", Stream.of(values()).map(Enum::name).toList())));
    }

    Form(String profile, String type) {
      this.profile = profile;
      this.type = type;
    }
  }

  private static final Map<String, String> CONTEXT =
      Map.of(
          "dpv", "https://w3id.org/dpv#",
          "dpv-27560", "https://w3id.org/dpv/schema/dpv-27560#",
          "pd", "https://w3id.org/dpv/pd#",
          "loc", "https://w3id.org/dpv/loc#",
          "dct", "http://purl.org/dc/terms/",
          "skos", "http://www.w3.org/2004/02/skos/core#",
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  private static final String TYPE = "@type";
  private static final String IDENTIFIER = "dpv:hasIdentifier";
  private static final String LABEL = "skos:prefLabel";
  private static final String PERSON = "person";
  private static final String GUARDIAN = "guardian";

  private final ConsentRecord record;
  private final Spoken spoken;
  private final Form form;

  private LinkedRecord(ConsentRecord record, Form form) {
    this.record = record;
    this.form = form;
    this.spoken = record.statement();
  }

  /** The document, to be written as {@code application/ld+json}. */
  static Map<String, Object> of(ConsentRecord record, Form form) {
    return new LinkedRecord(record, form).document();
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@context", CONTEXT);
    document.put(TYPE, List.of(form.type));
    document.put("dct:conformsTo", form.profile);
    document.put(IDENTIFIER, spoken.id().toString());
    document.put(
        "dct:created",
        (form == Form.RECORD ? spoken.said().recordedAt() : record.madeAt()).toString());
    document.put("dct:creator", office(spoken.said().organization()));
    document.put("dct:language", record.language().toLanguageTag());
    document.put(
        "dpv:hasDataSubject",
        Map.of(TYPE, List.of("dpv:DataSubject"), IDENTIFIER, record.about().code().value()));
    document.put("dpv:hasNotice", List.of(notice()));
    document.put("dpv:hasProcess", List.of(process()));
    document.put("dpv:hasEntity", entities());
    return document;
  }

  private Map<String, Object> notice() {
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put(TYPE, List.of("dpv:ConsentNotice"));
    @Nullable String version = spoken.told().textVersion();
    notice.put(IDENTIFIER, version == null ? spoken.scope().code() : version);
    notice.put("dct:language", spoken.told().language());
    return notice;
  }

  private Map<String, Object> process() {
    String place = "loc:" + record.about().country().value();
    @Nullable OrganizationId recipient = spoken.said().recipient();
    Map<String, Object> process = new LinkedHashMap<>();
    process.put(TYPE, List.of("dpv:Process"));
    process.put(
        "dpv:hasPurpose",
        List.of(
            Map.of(
                TYPE,
                List.of("dpv:Purpose"),
                "skos:broader",
                purpose(spoken.scope()),
                "skos:notation",
                spoken.scope().code(),
                LABEL,
                record.purpose())));
    process.put("dpv:hasLegalBasis", List.of("dpv:Consent"));
    process.put("dpv:hasPersonalData", personalData());
    process.put(
        "dpv:hasProcessing",
        recipient == null || recipient.equals(record.about().responsible())
            ? List.of("dpv:Collect", "dpv:Store")
            : List.of("dpv:Store", "dpv:Share"));
    process.put("dpv:hasDataController", List.of(office(record.about().responsible())));
    process.put("dpv:hasDataSource", List.of("dpv:DataSubjectDataSource"));
    process.put(
        "dpv:hasStorageCondition",
        List.of(
            Map.of(TYPE, List.of("dpv:StorageLocation"), "dpv:hasLocation", place),
            Map.of(TYPE, List.of("dpv:StorageDuration"), "dpv:hasDuration", duration())));
    process.put("dpv:hasJurisdiction", List.of(place));
    process.put("dpv:hasRecipient", recipient == null ? List.of() : List.of(office(recipient)));
    process.put(
        "dpv:hasConsentControl",
        List.of(Map.of(TYPE, List.of("dpv:WithdrawConsent"), LABEL, record.control())));
    process.put("dpv:hasConsentStatus", events());
    return process;
  }

  private List<Object> personalData() {
    List<Object> data = new ArrayList<>();
    for (ItemCategory item : spoken.said().items()) {
      data.add(
          Map.of(
              TYPE,
              List.of(
                  item == ItemCategory.HEALTH
                      ? "dpv:SpecialCategoryPersonalData"
                      : "dpv:PersonalData"),
              "skos:broader",
              List.of(kind(item)),
              "skos:notation",
              item.name(),
              LABEL,
              Objects.requireNonNull(record.items().get(item))));
    }
    return data.isEmpty() ? List.of("dpv:PersonalData") : data;
  }

  private List<Object> events() {
    List<Object> events = new ArrayList<>();
    Map<String, Object> said = event(spoken.status(), spoken.said().at());
    if (record.proved()) {
      said.put("dct:provenance", Map.of(TYPE, List.of("dct:ProvenanceStatement")));
    }
    events.add(said);
    if (spoken instanceof Given given && given.hasExpired(record.madeAt())) {
      events.add(event(ConsentStatus.EXPIRED, Objects.requireNonNull(given.expires())));
    }
    return events;
  }

  private Map<String, Object> event(ConsentStatus status, Instant at) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put(TYPE, List.of(state(status)));
    event.put("skos:notation", status.code());
    event.put("dpv:isIndicatedAtTime", at.toString());
    event.put("dpv:isIndicatedBy", spoken.said().saidBy() == SaidBy.PERSON ? PERSON : GUARDIAN);
    @Nullable String method = spoken.told().method();
    event.put("dpv:isExercisedAt", method == null ? "meeting" : method);
    event.put("dpv:hasDuration", duration());
    return event;
  }

  private Map<String, Object> duration() {
    return spoken instanceof Given given && given.expires() != null
        ? Map.of(TYPE, "dpv:UntilTimeDuration", "rdf:value", given.expires().toString())
        : Map.of(TYPE, "dpv:UntilEventDuration", "rdf:value", "dpv:ConsentWithdrawn");
  }

  private Map<String, Object> entities() {
    Map<String, Object> entities = new LinkedHashMap<>();
    entities.put(
        PERSON,
        Map.of(TYPE, List.of("dpv:DataSubject"), IDENTIFIER, record.about().code().value()));
    if (spoken.said().saidBy() == SaidBy.GUARDIAN) {
      entities.put(GUARDIAN, Map.of(TYPE, List.of("dpv:Representative"), IDENTIFIER, GUARDIAN));
    }
    Stream.of(record.about().responsible(), spoken.said().organization(), spoken.said().recipient())
        .filter(Objects::nonNull)
        .distinct()
        .forEach(it -> entities.put(office(it), party(it)));
    return entities;
  }

  private Map<String, Object> party(OrganizationId id) {
    Map<String, Object> party = new LinkedHashMap<>();
    party.put(TYPE, List.of("dpv:Organisation"));
    party.put(IDENTIFIER, id.toString());
    @Nullable Organization known = form == Form.RECORD ? record.party(id) : record.partyOnPaper(id);
    party.put("dpv:hasName", known == null ? id.toString() : known.name());
    String country = (known == null ? record.about().country() : known.country()).value();
    party.put("dpv:hasAddress", "loc:" + country);
    party.put(
        "dpv:hasContact",
        known == null || known.phone() == null ? office(id) : "tel:" + known.phone());
    return party;
  }

  private static String office(OrganizationId id) {
    return "urn:uuid:" + id;
  }

  /** Column {@code iso27560_dpv} of {@code codelists/consent-statuses.csv}. */
  static String state(ConsentStatus status) {
    return switch (status) {
      case ASKED -> "dpv:ConsentRequested";
      case GIVEN, LIMITED -> "dpv:ConsentGiven";
      case REFUSED -> "dpv:ConsentRefused";
      case WITHDRAWN -> "dpv:ConsentWithdrawn";
      case EXPIRED -> "dpv:ConsentExpired";
      case NOT_ASKED -> "dpv:ConsentUnknown";
      case INVALIDATED -> "dpv:ConsentInvalidated";
      case OVERRIDDEN -> throw new IllegalArgumentException("no consent, but another basis");
    };
  }

  private static String purpose(ConsentScope scope) {
    return switch (scope) {
      case INTERVIEW, MECHANISM, REFERRAL, MIGRATION, ASYLUM, CROSS_BORDER, TRAVEL, INTERPRETER ->
          "dpv:RequestedServiceProvision";
      case STORAGE, RECORDING, GUARDIAN_ACTION -> "dpv:RecordManagement";
      case CONSULATE, FAMILY, LATER_CONTACT -> "dpv:CommunicationManagement";
      case POLICE, STATISTICS -> "dpv:PublicBenefit";
      case RESEARCH -> "dpv:NonCommercialResearch";
    };
  }

  private static String kind(ItemCategory item) {
    return switch (item) {
      case NAME -> "pd:Name";
      case CONTACT -> "pd:Contact";
      case BIRTH -> "pd:BirthDate";
      case DOCUMENT -> "pd:OfficialID";
      case HEALTH -> "pd:Health";
      case NARRATIVE -> "pd:LifeHistory";
      case PHOTO -> "pd:Picture";
    };
  }
}
