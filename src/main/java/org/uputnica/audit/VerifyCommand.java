package org.uputnica.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.JournalVerifier;
import org.uputnica.audit.domain.NoteKey;
import org.uputnica.audit.domain.SignedNote;
import org.uputnica.audit.domain.TreeHead;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.audit.persistence.JournalFile;

/**
 * {@code ./uputnica verify [FILE]}: recomputes the journal straight from the database, or from a
 * file it was exported to, without the service and without a secret of it. Only reads.
 */
public final class VerifyCommand {
  private static final int INTACT = 0;
  private static final int BROKEN = 1;
  private static final int NOT_CHECKED = 2;
  private static final String CHECKPOINT = "--checkpoint";
  private static final String KEY = "--key";
  private static final String PROOF = "--proof";

  private VerifyCommand() {}

  /**
   * Checks and prints what it found.
   *
   * @return 0 when all fits, 1 when something does not, 2 when it could not be checked
   */
  public static int run(String... arguments) {
    return run(System.getenv(), System.out, arguments);
  }

  static int run(Map<String, String> environment, PrintStream out, String... arguments) {
    try {
      CommandLine line = CommandLine.of(Set.of(CHECKPOINT, KEY, PROOF), arguments);
      @Nullable SignedNote kept =
          line.option(CHECKPOINT).isPresent() ? note(line.option(CHECKPOINT).get()) : null;
      List<NoteKey> trusted =
          line.option(KEY).stream()
              .flatMap(keys -> Stream.of(keys.split(",", -1)))
              .map(NoteKey::parse)
              .toList();
      if (line.option(PROOF).isPresent()) {
        return print(ProofFile.check(line.option(PROOF).get(), kept, trusted), out);
      }
      JournalVerifier verifier = new JournalVerifier(kept, trusted);
      if (line.words().size() > 1) {
        throw new IllegalArgumentException(line.words().get(1));
      }
      Optional<String> unreadable = Optional.empty();
      if (line.words().isEmpty()) {
        new JournalDatabase(environment).<RuntimeException>read(journal -> journal.show(verifier));
      } else {
        try (BufferedReader in = Files.newBufferedReader(Path.of(line.words().getFirst()))) {
          unreadable = JournalFile.show(in, verifier);
        }
      }
      return unreadable
          .map(place -> broken(place, out))
          .orElseGet(() -> print(verifier.verdict(), out));
    } catch (SQLException failed) {
      out.printf(
          "The journal could not be read (SQL state %s): is the database running?%n",
          failed.getSQLState());
      return NOT_CHECKED;
    } catch (IOException absent) {
      out.println("A file could not be read: " + absent.getMessage());
      return NOT_CHECKED;
    } catch (IllegalArgumentException wrong) {
      out.println("Not understood: " + wrong.getMessage());
      out.println(
          "usage: ./uputnica verify [FILE] [--checkpoint FILE] [--key KEY[,KEY]] [--proof FILE]");
      return NOT_CHECKED;
    }
  }

  private static SignedNote note(String file) throws IOException {
    SignedNote note = SignedNote.parse(Files.readString(Path.of(file)));
    TreeHead.parse(note.text());
    return note;
  }

  private static int print(ProofFile.Answer answer, PrintStream out) {
    out.println(answer.words());
    return answer.holds() ? INTACT : BROKEN;
  }

  private static int broken(String place, PrintStream out) {
    out.println("The journal is broken. First place: " + place);
    return BROKEN;
  }

  private static int print(Verdict verdict, PrintStream out) {
    @Nullable String brokenAt = verdict.brokenAt();
    if (brokenAt != null) {
      return broken(brokenAt, out);
    }
    out.printf(
        "The journal is intact: %d entries, %d checkpoints.%n",
        verdict.entries(), verdict.checkpoints());
    verdict.keys().forEach(key -> out.println("Signed with: " + key.text()));
    @Nullable SignedNote note = verdict.note();
    if (note != null) {
      out.println("The last checkpoint, to be kept elsewhere:");
      out.println();
      out.print(note.print());
      out.println();
    }
    if (verdict.waiting() > 0) {
      out.printf(
          "%d entries wait for a checkpoint; the running service takes them within a second.%n",
          verdict.waiting());
    }
    return INTACT;
  }
}
