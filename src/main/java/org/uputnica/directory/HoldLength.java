package org.uputnica.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.uputnica.directory.domain.Holds;
import org.uputnica.directory.domain.Holds.HoldRule;
import org.uputnica.platform.id.ServiceId;

/** For how long others may hold a place: as the house says, within what the operator allows. */
@ApplicationScoped
class HoldLength {
  private final Holds holds;
  private final PlacesSettings settings;

  HoldLength(Holds holds, PlacesSettings settings) {
    this.holds = holds;
    this.settings = settings;
  }

  HoldRule of(ServiceId service) {
    HoldRule said = holds.rule(service).orElse(new HoldRule(settings.holdFor(), 0));
    Duration most = settings.holdAtMost();
    return said.length().compareTo(most) > 0 ? new HoldRule(most, said.revision()) : said;
  }
}
