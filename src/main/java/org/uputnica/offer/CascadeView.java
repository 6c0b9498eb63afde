package org.uputnica.offer;

import java.util.Map;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.offer.domain.Cascade;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/** A cascade, the services of its candidates, and where the requests to them stand. */
public record CascadeView(
    Cascade cascade, Map<ServiceId, ServiceOffer> services, Map<TrackId, StateCode> states) {}
