package org.uputnica.directory.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.AccessibilityOfferDto;
import org.uputnica.contract.model.ChangeOrganizationDto;
import org.uputnica.contract.model.ChangeServiceDto;
import org.uputnica.contract.model.FunctionContactDto;
import org.uputnica.contract.model.ImportCountDto;
import org.uputnica.contract.model.ImportProblemDto;
import org.uputnica.contract.model.ImportReportDto;
import org.uputnica.contract.model.LegalStatusDto;
import org.uputnica.contract.model.LicenceDto;
import org.uputnica.contract.model.OpeningHoursDto;
import org.uputnica.contract.model.OrganizationEntryDto;
import org.uputnica.contract.model.PlacementRiskDto;
import org.uputnica.contract.model.ServiceDto;
import org.uputnica.contract.model.SetLicenceDto;
import org.uputnica.directory.ChangeOrganization;
import org.uputnica.directory.ChangeService;
import org.uputnica.directory.api.hsds.DirectoryFile;
import org.uputnica.directory.api.hsds.EntryEditing;
import org.uputnica.directory.api.hsds.HsdsProblem;
import org.uputnica.directory.domain.FunctionContact;
import org.uputnica.directory.domain.IntakeTerms;
import org.uputnica.directory.domain.Licence;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.Schedule;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.Written;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;

/** Whole entries of the directory in the words of the contract. */
final class EntryContract {
  /** All six countries of the mechanism keep Central European Time. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");

  private EntryContract() {}

  /** A service with what it says about intake; its licence for those it concerns. */
  static ServiceDto toDto(ServiceEntry entry, Instant now, Caller caller) {
    boolean licence =
        caller.isOf(entry.offer().organization())
            || (caller.has(Roles.COORD) && caller.country().equals(entry.offer().country()));
    return intake(DirectoryContract.toDto(entry.offer(), now), entry.offer(), now)
        .licence(licence ? toDto(entry.offer().intake().licence()) : null)
        .revision(entry.revision());
  }

  /** What a service says about intake, added to what lists show of it. */
  static ServiceDto intake(ServiceDto dto, ServiceOffer offer, Instant now) {
    IntakeTerms intake = offer.intake();
    LocalDateTime local = LocalDateTime.ofInstant(now, ZONE);
    return dto.active(offer.active())
        .legalStatuses(
            offer.legalStatuses().stream().sorted().map(LegalStatusDto::fromString).toList())
        .exclusions(offer.exclusions().stream().sorted().map(PlacementRiskDto::fromString).toList())
        .accessibility(accessibility(intake.accessibility()))
        .interpreters(intake.interpreters())
        .hours(intake.hours().stream().map(EntryContract::toDto).toList())
        .onCall(intake.onCall())
        .openNow(intake.hours().isEmpty() ? null : intake.isOpen(local))
        .maximumStay(intake.maximumStay())
        .extension(intake.extension());
  }

  private static List<AccessibilityOfferDto> accessibility(@Nullable Set<String> met) {
    if (met == null) {
      return List.of();
    }
    return met.isEmpty()
        ? List.of(AccessibilityOfferDto.NONE)
        : met.stream().sorted().map(AccessibilityOfferDto::fromString).toList();
  }

  private static @Nullable LicenceDto toDto(@Nullable Licence licence) {
    return licence == null
        ? null
        : new LicenceDto()
            .body(licence.body())
            .number(licence.number())
            .validUntil(licence.until())
            .inspectedOn(licence.inspected());
  }

  static OrganizationEntryDto toDto(OrganizationEntry entry) {
    EntryEditing.Card card = EntryEditing.card(entry);
    return new OrganizationEntryDto()
        .organization(DirectoryContract.toDto(entry.organization()))
        .contacts(
            card.contacts().stream()
                .map(it ->
                    new FunctionContactDto()
                        .function(it.function())
                        .phone(it.phone())
                        .email(it.email()))
                .toList())
        .hours(card.hours().stream().map(EntryContract::toDto).toList())
        .agreementSince(card.agreementSince())
        .revision(entry.revision());
  }

  private static OpeningHoursDto toDto(Schedule schedule) {
    return new OpeningHoursDto()
        .frequency(OpeningHoursDto.FrequencyEnum.fromString(schedule.frequency()))
        .interval(schedule.interval())
        .days(schedule.days())
        .monthDays(schedule.monthDays())
        .start(schedule.start())
        .validFrom(schedule.from())
        .validTo(schedule.to())
        .opensAt(schedule.opens().toString())
        .closesAt(schedule.closes().toString());
  }

  private static Schedule toDomain(OpeningHoursDto dto) {
    return new Schedule(
        dto.getFrequency().toString(),
        dto.getInterval(),
        dto.getDays(),
        dto.getMonthDays(),
        dto.getStart(),
        dto.getValidFrom(),
        dto.getValidTo(),
        LocalTime.parse(dto.getOpensAt()),
        LocalTime.parse(dto.getClosesAt()));
  }

  static ChangeService toCommand(ChangeServiceDto dto) {
    Set<String> accessibility = names(dto.getAccessibility());
    boolean said = !accessibility.isEmpty();
    return new ChangeService(
        dto.getActive(),
        dto.getPhone(),
        dto.getLanguages(),
        dto.getInterpreter(),
        dto.getInterpreters(),
        dto.getMinimumAge(),
        dto.getMaximumAge(),
        dto.getSexes().isEmpty() ? null : names(dto.getSexes()),
        dto.getAcceptsChildren(),
        names(dto.getLegalStatuses()),
        names(dto.getExclusions()),
        said
            ? accessibility.stream()
                .filter(it -> !it.equals(AccessibilityOfferDto.NONE.name()))
                .collect(Collectors.toSet())
            : null,
        dto.getHours().stream().map(EntryContract::toDomain).toList(),
        dto.getOnCall(),
        dto.getMaximumStay(),
        dto.getExtension());
  }

  static ChangeOrganization toCommand(ChangeOrganizationDto dto) {
    return new ChangeOrganization(
        dto.getPhone(),
        dto.getLanguages(),
        dto.getHours().stream().map(EntryContract::toDomain).toList(),
        dto.getContacts().stream()
            .map(it -> new FunctionContact(it.getFunction(), it.getPhone(), it.getEmail()))
            .toList());
  }

  static Licence toDomain(SetLicenceDto dto) {
    return new Licence(dto.getBody(), dto.getNumber(), dto.getValidUntil(), dto.getInspectedOn());
  }

  private static Set<String> names(Collection<? extends Enum<?>> codes) {
    return codes.stream().map(Enum::name).collect(Collectors.toSet());
  }

  static ImportReportDto toDto(DirectoryFile.Result result, boolean taken, int markedInactive) {
    return new ImportReportDto()
        .taken(taken)
        .organizations(toDto(result.organizations()))
        .services(toDto(result.services()))
        .others(result.others())
        .markedInactive(markedInactive)
        .errors(result.errors())
        .notices(result.notices())
        .problems(result.problems().stream().map(EntryContract::toDto).toList());
  }

  private static ImportCountDto toDto(Written written) {
    return new ImportCountDto()
        .added(written.added())
        .changed(written.changed())
        .unchanged(written.unchanged());
  }

  private static ImportProblemDto toDto(HsdsProblem problem) {
    return new ImportProblemDto()
        .pointer(problem.pointer())
        .error(problem.error())
        .text(problem.text());
  }
}
