package org.uputnica.directory.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.CapacityDto;
import org.uputnica.contract.model.CapacitySaidDto;
import org.uputnica.contract.model.CapacityWordDto;
import org.uputnica.contract.model.OrganizationDto;
import org.uputnica.contract.model.PlacementSexDto;
import org.uputnica.contract.model.ServiceDto;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.ListPosition;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Directory entries in the words of the contract. */
final class DirectoryContract {
  private DirectoryContract() {}

  static OrganizationDto toDto(Organization organization) {
    return new OrganizationDto()
        .id(organization.id().value())
        .name(organization.name())
        .country(organization.country().value())
        .functions(
            Organization.FUNCTIONS.stream().filter(organization.functions()::contains).toList())
        .phone(organization.phone())
        .hours(organization.hours())
        .languages(organization.languages());
  }

  /** As lists show it; its revision is told by the entry itself. */
  static ServiceDto toDto(ServiceOffer offer, Instant now) {
    return new ServiceDto()
        .id(offer.id().value())
        .organization(offer.organization().value())
        .organizationName(offer.organizationName())
        .name(offer.name())
        .serviceTypes(offer.serviceTypes().stream().sorted().toList())
        .country(offer.country().value())
        .area(offer.area())
        .languages(offer.languages())
        .minimumAge(offer.minimumAge())
        .maximumAge(offer.maximumAge())
        .sexes(offer.sexes().stream().sorted().map(PlacementSexDto::fromString).toList())
        .acceptsChildren(offer.acceptsChildren())
        .phone(offer.phone())
        .capacities(offer.capacities().stream().map(places -> toDto(places, now)).toList());
  }

  static CapacityDto toDto(FreePlaces places, Instant now) {
    return new CapacityDto()
        .id(places.id())
        .unit(places.unit())
        .available(places.available())
        .held(places.held())
        .maximum(places.maximum())
        .updated(places.updated())
        .fresh(places.isFresh(now))
        .said(toDto(places.said()))
        .revision(places.revision());
  }

  static CapacitySaidDto toDto(FreePlaces.Said said) {
    OrganizationId organization = said.organization();
    return new CapacitySaidDto()
        .how(CapacityWordDto.fromString(said.how().name()))
        .organization(organization == null ? null : organization.value())
        .function(said.function())
        .toldBy(said.toldBy());
  }

  static @Nullable ListPosition position(String list, @Nullable String cursor) {
    @Nullable Cursor read = Cursor.read(list, 2, cursor);
    return read == null
        ? null
        : new ListPosition(read.key().getFirst(), read.part(1, UUID::fromString));
  }

  static RefusedException unknownCode(String parameter, List<String> allowed) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "The code is not known",
        FieldProblem.at(parameter, "is not a known code", allowed));
  }
}
