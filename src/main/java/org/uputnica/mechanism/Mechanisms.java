package org.uputnica.mechanism;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.definition.Finding;
import org.uputnica.mechanism.definition.MechanismCheck;
import org.uputnica.mechanism.definition.MechanismFileException;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.definition.OwnTexts;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The procedures of the countries. Those of the files are read and checked at start, where a broken
 * file stops it, and again when an operator's directory changes, where a broken file changes
 * nothing. A case runs on the version it started with, whatever the files say by now.
 */
@Startup
@ApplicationScoped
public class Mechanisms {
  private final MechanismSettings settings;
  private final MechanismVersionService versions;
  private final Clock clock;
  private final Map<Version, Mechanism> known = new ConcurrentHashMap<>();

  /** Versions of cases that began before versions were kept. */
  private final Set<Version> never = ConcurrentHashMap.newKeySet();

  private volatile Served served;
  private volatile @Nullable Refused refused;
  private String seen;

  private record Version(CountryCode country, String version) {}

  /** What new cases start with. */
  private record Served(
      MechanismLoader files, Map<String, Mechanism> countries, OwnTexts texts, String fingerprint) {
    Served(MechanismLoader files, Map<String, Mechanism> countries) {
      this(files, countries, files.texts(), files.fingerprint());
    }
  }

  /**
   * Files of the operator's directory that were not taken over.
   *
   * @param at since when, UTC
   */
  public record Refused(String fingerprint, List<Finding> findings, Instant at) {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  Mechanisms(MechanismSettings settings, MechanismVersionService versions, Clock clock) {
    this.settings = settings;
    this.versions = versions;
    this.clock = clock;
    MechanismLoader loader = loader();
    MechanismCheck check = MechanismCheck.of(loader);
    served = new Served(loader, check.required());
    seen = served.fingerprint();
    sayWhatIsUnfinished(check);
  }

  /** Nobody starts a case on a version that is not kept, and no step is taken before. */
  void keep(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 2) StartupEvent start) {
    keep(served);
  }

  /** Changes with every change of any file, texts of the operator included. */
  public String fingerprint() {
    return served.fingerprint();
  }

  /** What the operator calls the things of the procedures, over the texts of the program. */
  public OwnTexts texts() {
    return served.texts();
  }

  /** What holds in every country. No case runs on it. */
  public Mechanism base() {
    return served.files().base();
  }

  /** The procedures of all countries, by country code. */
  public List<Mechanism> all() {
    return List.copyOf(served.countries().values());
  }

  /** The procedure of a country, if this node has one. */
  public Optional<Mechanism> find(String country) {
    return Optional.ofNullable(served.countries().get(country));
  }

  /**
   * The procedure new cases of a country start with.
   *
   * @throws RefusedException {@code rule-broken} when this node has no procedure for the country
   */
  public Mechanism current(CountryCode country) {
    Mechanism mechanism = served.countries().get(country.value());
    if (mechanism == null) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "This node has no procedure for the country",
          FieldProblem.about(country.value(), "has no procedure here"));
    }
    return mechanism;
  }

  /** The procedure a case runs on. */
  public Mechanism of(CaseRecord record) {
    return of(record.country(), record.mechanismVersion());
  }

  /**
   * A version of a country's procedure. A case from before versions were kept runs on the current
   * one, as it did then.
   *
   * @throws RefusedException {@code unavailable} when this program cannot read that version any
   *     more
   */
  public Mechanism of(CountryCode country, String version) {
    Version wanted = new Version(country, version);
    if (never.contains(wanted)) {
      return current(country);
    }
    return find(country, version)
        .orElseGet(() -> {
          // Kept before a case begins on it: what a case names and is absent now stays absent.
          never.add(wanted);
          return current(country);
        });
  }

  /** A version of a country's procedure, if it was ever kept. */
  public Optional<Mechanism> find(CountryCode country, String version) {
    Version wanted = new Version(country, version);
    Mechanism mechanism = known.get(wanted);
    if (mechanism != null) {
      return Optional.of(mechanism);
    }
    Optional<Mechanism> kept =
        Callers.as(Caller.NODE, () -> versions.files(country, version))
            .map(files -> read(files, wanted));
    kept.ifPresent(it -> known.put(wanted, it));
    return kept;
  }

  /** What the operator's directory says since, and why this is not taken over. */
  public Optional<Refused> refused() {
    return Optional.ofNullable(refused);
  }

  /** The countries this node has a procedure for. */
  public Set<String> countries() {
    return served.countries().keySet();
  }

  /**
   * Looks whether the operator's directory has changed. What is being written is left alone until
   * two looks see the same.
   */
  synchronized void look() {
    if (settings.directory().isEmpty()) {
      return;
    }
    try {
      look(loader());
    } catch (MechanismFileException unreadable) {
      refuse("", unreadable.findings());
    }
  }

  private void look(MechanismLoader loader) {
    String now = loader.fingerprint();
    boolean settled = now.equals(seen);
    seen = now;
    Refused before = refused;
    if (now.equals(served.fingerprint())) {
      refused = null;
    } else if (settled && (before == null || !before.fingerprint().equals(now))) {
      takeOver(loader);
    }
  }

  private void takeOver(MechanismLoader loader) {
    MechanismCheck check = MechanismCheck.of(loader);
    if (check.wrong().isEmpty()) {
      Served changed = new Served(loader, check.countries());
      keep(changed);
      served = changed;
      refused = null;
      Log.infof("The procedures have changed: %s", check.countries().values());
      sayWhatIsUnfinished(check);
    } else {
      refuse(loader.fingerprint(), check.wrong());
    }
  }

  private void refuse(String fingerprint, List<Finding> findings) {
    Refused before = refused;
    if (before != null && before.findings().equals(findings)) {
      refused = new Refused(fingerprint, findings, before.at());
      return;
    }
    refused = new Refused(fingerprint, findings, clock.instant());
    Log.errorf(
        "The changed procedures are not taken over, the last good ones stay:\n%s",
        String.join("\n", findings.stream().map(Finding::toString).toList()));
  }

  private void keep(Served those) {
    those
        .countries()
        .forEach((code, mechanism) -> {
          CountryCode country = new CountryCode(code);
          Callers.as(
              Caller.NODE,
              () -> versions.keep(country, mechanism.version(), those.files().textOf(mechanism)));
          known.put(new Version(country, mechanism.version()), mechanism);
        });
  }

  private static Mechanism read(Map<String, String> files, Version wanted) {
    try {
      Mechanism mechanism =
          MechanismLoader.ofTexts(files).countries().get(wanted.country().value());
      if (mechanism != null && mechanism.version().equals(wanted.version())) {
        return mechanism;
      }
    } catch (MechanismFileException unreadable) {
      Log.errorf(
          "Cases of %s run on version %s, which this program cannot read:\n%s",
          wanted.country(), wanted.version(), unreadable.getMessage());
    }
    throw RefusedException.of(
        ProblemType.UNAVAILABLE, "The version of the procedure this case runs on cannot be read");
  }

  private MechanismLoader loader() {
    return settings
        .directory()
        .map(Path::of)
        .map(MechanismLoader::ofDirectory)
        .orElseGet(MechanismLoader::ofClasspath);
  }

  private static void sayWhatIsUnfinished(MechanismCheck check) {
    if (!check.findings().isEmpty()) {
      Log.warnf(
          "%d things are unfinished in the procedures; ./uputnica mechanism check names them",
          check.findings().size());
    }
  }
}
