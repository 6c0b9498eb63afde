package org.uputnica.casefile;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.domain.CaseFileRefusal;
import org.uputnica.casefile.domain.KeyRotation;
import org.uputnica.casefile.domain.KeyRotations;
import org.uputnica.casefile.domain.KeyRotations.Open;
import org.uputnica.casefile.domain.KeyRotations.Wrapped;
import org.uputnica.casefile.domain.WrappedKey;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.keys.WrongKeyException;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The keys of organisations: made when the first person is sealed for one, given new versions
 * without anybody waiting, old versions destroyed. Counts and ids of organisations only; nothing
 * here opens a file. An administrator asks; the node, whose keys they are, does it.
 */
@ApplicationScoped
@Transactional
public class KeyRotationService {
  private final KeyRotations rotations;
  private final KeyCustody custody;
  private final BrokenSeals seals;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;

  KeyRotationService(
      KeyRotations rotations,
      KeyCustody custody,
      BrokenSeals seals,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.rotations = rotations;
    this.custody = custody;
    this.seals = seals;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes the organisation's first key. Where something was wrapped for it before, its key is lost
   * or out of reach, and a new one would only hide that. The country gets its keys no later, so
   * that a backup of the keys that opens a person can also read the shred list she may stand on.
   *
   * @throws RefusedException {@code unavailable} then
   */
  public void requireKey(OrganizationId organization, CountryCode country) {
    custody.country(country);
    if (custody.has(organization)) {
      return;
    }
    if (rotations.knows(organization)) {
      throw RefusedException.of(
          ProblemType.UNAVAILABLE, "The keys cannot be reached; nothing was read or changed");
    }
    custody.make(organization);
    audit.append(AuditEvent.of("organization-key-made", null, organization));
  }

  /**
   * Asks for new versions.
   *
   * @param organization null for every organisation that has a key
   * @return the rotations that began
   * @throws RefusedException {@code invalid-value} when the organisation has no key; {@code
   *     unavailable} while the custody is away or of another time
   */
  public List<KeyRotation> rotate(@Nullable OrganizationId organization) {
    if (organization != null && !rotations.knows(organization)) {
      throw new RefusedException(new CaseFileRefusal.NoKey(organization));
    }
    List<KeyRotation> begun = new ArrayList<>();
    List<OrganizationId> whose =
        organization == null ? tenant.seeBeyondCaller(rotations::holders) : List.of(organization);
    for (OrganizationId each : whose) {
      UUID id = Ids.random();
      long current = custody.current(each);
      requireOfToday(each, current);
      if (tenant.seeBeyondCaller(() -> rotations.ask(id, each, current, clock.instant()))) {
        audit.append(
            AuditEvent.of("key-rotation-asked", null, id, "organization", each.toString()));
        begun.addAll(find(id));
      }
    }
    return begun;
  }

  /** All rotations, newest first. */
  public List<KeyRotation> list() {
    return find(null);
  }

  private List<KeyRotation> find(@Nullable UUID id) {
    return tenant.seeBeyondCaller(() -> rotations.list(id));
  }

  /**
   * Gives the versions before a finished rotation up: once this stands nothing is wrapped under
   * them any more, and {@link KeyRotationJob} destroys them.
   *
   * @throws RefusedException {@code not-found}; {@code step-not-open} while something is wrapped
   *     under them or a later rotation was asked for
   */
  public KeyRotation destroyOld(UUID id) {
    KeyRotation rotation = find(id).stream().findFirst().orElseThrow(RefusedException::notFound);
    OrganizationId organization = rotation.organization();
    if (rotation.finishedAt() == null) {
      throw new RefusedException(new CaseFileRefusal.StillInUse());
    }
    int givenUp =
        tenant
            .seeBeyondCaller(() -> rotations.destroy(id, clock.instant()))
            .orElseThrow(() -> new RefusedException(new CaseFileRefusal.StillInUse()));
    if (givenUp > 0) {
      audit.append(
          AuditEvent.of("old-keys-given-up", null, id, "organization", organization.toString()));
    }
    return find(id).getFirst();
  }

  /**
   * Destroys versions that were given up, of one organisation; safe to repeat after a crash. Where
   * the custody has a later version by now, they were destroyed before the database was put back.
   *
   * @throws RefusedException {@code unavailable} while the custody is away or of another time
   */
  void destroyGivenUp() {
    rotations
        .takeDestruction()
        .ifPresent(given -> {
          OrganizationId organization = given.organization();
          if (custody.destroyOthers(organization, given.current())) {
            audit.append(AuditEvent.of("old-keys-destroyed", null, organization));
          } else {
            requireOfToday(organization, custody.current(organization));
            Log.errorf(
                "ALARM the custody has another key of organisation %s than this database: of its"
                    + " old versions none was destroyed",
                organization);
          }
          rotations.noteGone(organization, clock.instant());
        });
  }

  /** The rotations at work. */
  List<Open> open() {
    return rotations.open();
  }

  /**
   * Makes the new version if that has not happened; safe to repeat after a crash. Where the custody
   * has gone on since the database was saved, the keys are wrapped under what it has now.
   *
   * @return the version that is current
   * @throws RefusedException {@code unavailable} while the custody is away or of another time
   */
  long begin(Open rotation) {
    OrganizationId organization = rotation.organization();
    Long known = rotation.to();
    long current =
        known == null
            ? custody.rotate(organization, rotation.from())
            : custody.current(organization);
    requireOfToday(organization, current);
    if (rotations.begin(rotation.id(), current)) {
      if (known != null) {
        Log.errorf(
            "ALARM the custody has a later key of organisation %s than this database; everything"
                + " is wrapped again under it",
            organization);
      }
      audit.append(
          AuditEvent.of(
              "key-rotated", null, rotation.id(), "organization", organization.toString()));
    }
    return current;
  }

  /**
   * A custody at a version from which the organisation went on is of another time: what it wraps or
   * lacks says nothing, and the right one is waited for.
   */
  private void requireOfToday(OrganizationId organization, long current) {
    if (tenant.seeBeyondCaller(() -> rotations.wentOnFrom(organization, current))) {
      throw RefusedException.of(
          ProblemType.UNAVAILABLE, "The keys are of another time; nothing was changed");
    }
  }

  /**
   * Wraps some keys again; those another copy of the service has in hand are left to it.
   *
   * @return how many it found
   * @throws IllegalStateException when another version is current by now; nothing was done then
   */
  int rewrap(OrganizationId organization, long to, int atMost) {
    List<Wrapped> found = rotations.take(organization, to, atMost);
    Map<CaseId, byte[]> again = new HashMap<>();
    for (Wrapped each : found) {
      byte[] context =
          WrappedKey.context(each.country(), organization, each.caseId(), each.key().version());
      try {
        byte[] dataKey = custody.unwrap(organization, each.key().bytes(), context);
        byte[] wrapped = custody.wrap(organization, dataKey, context);
        if (KeyCustody.version(wrapped) != to) {
          throw new IllegalStateException("another version is current");
        }
        again.put(each.caseId(), wrapped);
      } catch (WrongKeyException broken) {
        seals.alarm(each.caseId(), broken);
        rotations.noteUnopenable(organization, each.caseId(), clock.instant());
      }
    }
    if (!again.isEmpty()) {
      rotations.put(organization, again, clock.instant());
    }
    return found.size();
  }

  /** Ends a rotation if nothing is left under another version. */
  void finish(Open rotation) {
    if (rotations.finish(rotation.id(), clock.instant())) {
      audit.append(
          AuditEvent.of(
              "key-rotation-finished",
              null,
              rotation.id(),
              "organization",
              rotation.organization().toString()));
    }
  }
}
