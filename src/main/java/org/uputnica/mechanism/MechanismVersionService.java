package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.MechanismVersions;
import org.uputnica.mechanism.domain.MechanismVersions.Kept;
import org.uputnica.platform.id.CountryCode;

/**
 * Keeps every version of a procedure whole, in a transaction of its own: what a case starts with is
 * there for every copy of the service, and after every restart.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class MechanismVersionService {
  private final MechanismVersions versions;
  private final AuditTrail audit;
  private final Clock clock;

  MechanismVersionService(MechanismVersions versions, AuditTrail audit, Clock clock) {
    this.versions = versions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Keeps a version; the copy of the service that is first writes it into the journal. */
  boolean keep(CountryCode country, String version, Map<String, String> files) {
    boolean isNew = versions.keep(country, version, files, clock.instant());
    if (isNew) {
      audit.append(
          AuditEvent.of("mechanism-version-kept", null, version, "country", country.value()));
    }
    return isNew;
  }

  /** The files of a version, text by name; empty if it was never kept. */
  Optional<Map<String, String>> files(CountryCode country, String version) {
    return versions.files(country, version);
  }

  /** The versions of a country, newest first, with how many open cases run on each. */
  List<Kept> list(CountryCode country) {
    return versions.list(country);
  }
}
