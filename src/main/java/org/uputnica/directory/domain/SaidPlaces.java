package org.uputnica.directory.domain;

import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;

/** Free places of a service as a file says them. */
public record SaidPlaces(
    ServiceId service, OrganizationId organization, CountryCode country, FreePlaces places) {}
