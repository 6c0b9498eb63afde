package org.uputnica.directory.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.uputnica.contract.model.ImportReportDto;
import org.uputnica.directory.EntryService;
import org.uputnica.directory.api.hsds.DirectoryFile;
import org.uputnica.directory.api.hsds.EntryEditing;
import org.uputnica.directory.api.hsds.HsdsProblem;
import org.uputnica.directory.api.hsds.HsdsWriter;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** The directory as a file, in and out. */
@ApplicationScoped
class DirectoryFiles {
  private static final int TOLD = 50;

  private final EntryService entries;
  private final Callers callers;

  DirectoryFiles(EntryService entries, Callers callers) {
    this.entries = entries;
    this.callers = callers;
  }

  /** Looks at a file and takes nothing. */
  DirectoryFile.Result look(Path file) {
    return DirectoryFile.look(file, entries, country(), entries.now());
  }

  /**
   * Demands a file without errors.
   *
   * @throws RefusedException {@code file-refused} with the first fifty
   */
  static void require(DirectoryFile.Result looked) {
    if (looked.errors() > 0) {
      throw RefusedException.of(
          ProblemType.FILE_REFUSED,
          "Nothing of it was taken; there are %d errors".formatted(looked.errors()),
          looked.problems().stream()
              .filter(HsdsProblem::error)
              .limit(TOLD)
              .map(it -> FieldProblem.at(it.pointer(), it.text()))
              .toArray(FieldProblem[]::new));
    }
  }

  /**
   * Takes a file in the running transaction.
   *
   * @param closing whether services that its organisations have and it does not mention become
   *     inactive
   * @throws RefusedException {@code file-refused} when the directory has changed since it was
   *     looked at
   */
  ImportReportDto take(Path file, DirectoryFile.Result looked, boolean closing) {
    DirectoryFile.Result taken = DirectoryFile.take(file, entries, country(), entries.now());
    require(taken);
    int closed = closing ? close(taken) : 0;
    entries.imported(taken.organizations(), taken.services(), closed);
    entries.putPlaces(taken.places());
    ImportReportDto report = EntryContract.toDto(taken, true, closed);
    // The schema is not asked twice: what it had to say was said when the file was looked at.
    return report
        .notices(looked.notices())
        .problems(EntryContract.toDto(looked, true, closed).getProblems());
  }

  private int close(DirectoryFile.Result taken) {
    List<ServiceId> absent = absent(taken);
    Instant at = entries.now();
    for (ServiceId id : absent) {
      entries.markInactive(id, entry -> EntryEditing.close(entry, owner(entry.offer()), at));
    }
    return absent.size();
  }

  /** Active services the organisations of a file have beside those in it. */
  List<ServiceId> absent(DirectoryFile.Result looked) {
    return entries.absent(looked.organizationIds(), looked.serviceIds());
  }

  Organization owner(ServiceOffer offer) {
    return entries.organization(offer.organization()).organization();
  }

  /** The directory of the caller's country; written to disk first, page by page. */
  InputStream export(boolean guarded) {
    try {
      Path file = Files.createTempFile("uputnica-directory", ".json");
      try (OutputStream out = Files.newOutputStream(file)) {
        HsdsWriter.write(entries, guarded, out);
      } catch (IOException | RuntimeException failed) {
        Files.deleteIfExists(file);
        throw failed;
      }
      return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CountryCode country() {
    return callers.current().country();
  }
}
