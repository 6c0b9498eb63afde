package org.uputnica.directory.domain;

import org.uputnica.platform.id.ServiceId;

/** Where a house is, as it was opened for somebody on the way there. */
public record OpenedAddress(ServiceId service, String address) {}
