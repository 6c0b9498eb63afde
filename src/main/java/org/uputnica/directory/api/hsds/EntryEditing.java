package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.ChangeOrganization;
import org.uputnica.directory.ChangeService;
import org.uputnica.directory.domain.FunctionContact;
import org.uputnica.directory.domain.IntakeTerms;
import org.uputnica.directory.domain.Licence;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.Schedule;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Changes entries of the directory where they are whole: in their HSDS object. What it says is then
 * read out of it by the rules for files, so that there is one truth and nothing is lost.
 */
public final class EntryEditing {
  private EntryEditing() {}

  /** What a house says about a service of its own. */
  public static ServiceEntry change(
      ServiceEntry entry, Organization owner, ChangeService said, Instant at) {
    return edit(
        entry,
        owner,
        at,
        document -> {
          if (entry.offer().active() != said.active()) {
            document.put("status", said.active() ? "active" : "inactive");
          }
          document.phone(said.phone());
          document.languages(document.node(), said.languages());
          document.put("interpretation_services", said.interpreters());
          document.put("minimum_age", said.minimumAge());
          document.put("maximum_age", said.maximumAge());
          schedules(document.node(), said.hours());
          document.term("LAN", yes(said.interpreter()));
          document.term("SEX", said.sexes() == null ? Set.of() : said.sexes());
          document.term("HHC", yes(said.acceptsChildren()));
          document.term("NAT", said.legalStatuses());
          document.term("RIS", said.exclusions());
          document.term("ACC", accessibility(said.accessibility()));
          document.term("TIM", said.onCall() ? "ON-CALL" : null);
          document.term("LEN", said.maximumStay() == null ? null : said.maximumStay().toString());
          document.term("LEN-RULE", said.extension());
        });
  }

  /** What the national office writes down. */
  public static ServiceEntry license(
      ServiceEntry entry, Organization owner, Licence licence, Instant at) {
    return edit(entry, owner, at, document -> licence(document, licence));
  }

  /** A service a file does not mention any more. */
  public static ServiceEntry close(ServiceEntry entry, Organization owner, Instant at) {
    return edit(entry, owner, at, document -> document.put("status", "inactive"));
  }

  private static ServiceEntry edit(
      ServiceEntry entry, Organization owner, Instant at, Consumer<Document> change) {
    Known known = Known.revising(owner, at);
    var document = new Document(HsdsWriter.document(entry, known.terms()), known.terms());
    change.accept(document);
    document.put("last_modified", at.toString());
    ServiceOffer after = read(known, document, owner).with(entry.offer().capacities());
    if (after.serviceTypes().isEmpty() && !entry.offer().serviceTypes().isEmpty()) {
      throw refused(
          new HsdsProblem(
              "/attributes", "its service types are said by terms of a file: send a file", true));
    }
    return new ServiceEntry(after, document.print(), entry.revision(), at);
  }

  /** Free places are not read again: they are where the house says them. */
  private static ServiceOffer read(Known known, Document document, Organization owner) {
    ObjectNode without = document.node().deepCopy();
    without.remove("capacities");
    try {
      require(Hygiene.faults(document.spot()));
      return new ServiceReading(known).read(new Spot("the entry", "", without), owner);
    } catch (HsdsException wrong) {
      throw refused(wrong.problem());
    }
  }

  private static void require(List<HsdsProblem> faults) {
    if (!faults.isEmpty()) {
      throw refused(faults.getFirst());
    }
  }

  private static RefusedException refused(HsdsProblem problem) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "The entry would be against a rule of the directory",
        FieldProblem.at(problem.pointer(), problem.text()));
  }

  private static String yes(boolean said) {
    return said ? "YES" : "NO";
  }

  private static Set<String> accessibility(@Nullable Set<String> said) {
    if (said == null) {
      return Set.of();
    }
    return said.isEmpty() ? Set.of("NONE") : said;
  }

  static void licence(Document document, @Nullable Licence licence) {
    document.term("LIC-BODY", licence == null ? null : licence.body());
    document.term("LIC-NUMBER", licence == null ? null : licence.number());
    document.term("LIC", licence == null ? null : date(licence.until()));
    document.term("LIC-INSPECTED", licence == null ? null : date(licence.inspected()));
  }

  private static @Nullable String date(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static void schedules(ObjectNode of, List<Schedule> hours) {
    Document.list(
        of,
        "schedules",
        hours.stream().map(Optional::of).toList(),
        it -> schedule(it),
        it -> Schedules.write(it.orElseThrow()));
  }

  /** A schedule that cannot be judged equals none that was said. */
  private static Optional<Schedule> schedule(JsonNode node) {
    return Schedules.read(
            new Spot(
                "the entry",
                "",
                JsonNodeFactory.instance
                    .objectNode()
                    .set("schedules", JsonNodeFactory.instance.arrayNode().add(node))))
        .stream()
        .findFirst();
  }

  /** How an organisation says it is reached. */
  public static OrganizationEntry change(
      OrganizationEntry entry, ChangeOrganization said, Instant at) {
    Organization before = entry.organization();
    Known known = Known.revising(before, at);
    var document = new Document(HsdsWriter.document(entry, known.terms()), known.terms());
    document.phone(said.phone());
    document.languages((ObjectNode) document.node().path("phones").path(0), said.languages());
    contacts(document.node(), said.contacts());
    place(document.node()).ifPresent(it -> schedules(it, said.hours()));
    try {
      require(Hygiene.faults(document.spot()));
      Organization after = new OrganizationReading(known).read(document.spot());
      return new OrganizationEntry(after, document.print(), entry.revision(), at);
    } catch (HsdsException wrong) {
      throw refused(wrong.problem());
    }
  }

  /**
   * Hours are kept with the first place; an organisation without one gets a place with no address.
   */
  private static Optional<ObjectNode> place(ObjectNode organization) {
    if (organization.path("locations").path(0) instanceof ObjectNode first) {
      return Optional.of(first);
    }
    return Optional.of(
        organization
            .putArray("locations")
            .addObject()
            .put("id", Ids.random().toString())
            .put("location_type", "virtual"));
  }

  private static void contacts(ObjectNode of, List<FunctionContact> contacts) {
    Document.list(
        of,
        "contacts",
        contacts,
        EntryEditing::contact,
        it -> {
          ObjectNode made = of.objectNode().put("id", Ids.random().toString());
          made.put("department", it.function());
          if (it.email() != null) {
            made.put("email", it.email());
          }
          if (it.phone() != null) {
            made.putArray("phones")
                .addObject()
                .put("id", Ids.random().toString())
                .put("number", it.phone());
          }
          return made;
        });
  }

  /** A contact by what it does; its name is nobody's business here. */
  static FunctionContact contact(JsonNode node) {
    String function =
        Stream.of("department", "title")
            .map(field -> node.path(field).asText())
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("contact");
    return new FunctionContact(
        function, text(node.path("phones").path(0), "number"), text(node, "email"));
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : null;
  }

  /** What stands in the document of an organisation beside what is read for lists and rules. */
  public static Card card(OrganizationEntry entry) {
    Known known = Known.revising(entry.organization(), Instant.EPOCH);
    var document = new Document(HsdsWriter.document(entry, known.terms()), known.terms());
    List<FunctionContact> contacts = new ArrayList<>();
    document.node().path("contacts").forEach(it -> contacts.add(contact(it)));
    return new Card(
        contacts,
        hours(document),
        known.terms().read(document.spot()).date(OrganizationReading.AGREEMENT));
  }

  private static List<Schedule> hours(Document document) {
    try {
      return OrganizationReading.hours(document.spot());
    } catch (HsdsException notOurs) {
      return List.of();
    }
  }

  /**
   * How an organisation is reached, and its agreement.
   *
   * @param agreementSince null when none is recorded
   */
  public record Card(
      List<FunctionContact> contacts, List<Schedule> hours, @Nullable LocalDate agreementSince) {}

  /** The terms of our profile for a service that was loaded before its document was kept. */
  static void describe(Document document, ServiceOffer offer) {
    IntakeTerms intake = offer.intake();
    offer.serviceTypes().stream().sorted().forEach(document::serviceType);
    document.term("SEX", offer.sexes());
    document.term("NAT", offer.legalStatuses());
    document.term("RIS", offer.exclusions());
    document.term("ACC", accessibility(intake.accessibility()));
    document.term("SEC", offer.securityLevel());
    Map.of(
            "HHC", offer.acceptsChildren(),
            "LAN", offer.interpreterAvailable(),
            "LIC-NEEDED", offer.licenceNeeded(),
            "COO", offer.cooperationRequired(),
            "COS", offer.costsMoney())
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> document.term(it.getKey(), yes(it.getValue())));
    licence(document, intake.licence());
  }
}
