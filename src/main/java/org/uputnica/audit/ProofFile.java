package org.uputnica.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.ConsistencyProof;
import org.uputnica.audit.domain.InclusionProof;
import org.uputnica.audit.domain.NoteKey;
import org.uputnica.audit.domain.Octets;
import org.uputnica.audit.domain.SignedNote;

/** A proof as the service answered it, kept in a file, checked without the journal. */
final class ProofFile {
  private ProofFile() {}

  /**
   * Checks a proof of either kind.
   *
   * @param kept a checkpoint that must be among those of the proof
   * @param trusted keys of which one must have signed; what the proof says of itself is not asked
   * @throws IllegalArgumentException when it is no proof, or no key is given
   */
  static Answer check(String file, @Nullable SignedNote kept, List<NoteKey> trusted)
      throws IOException {
    if (trusted.isEmpty()) {
      throw new IllegalArgumentException("a proof is checked with --key");
    }
    JsonNode proof = read(file);
    List<Octets> path = new ArrayList<>();
    proof.path("path").forEach(hash -> path.add(Octets.of(HexFormat.of().parseHex(hash.asText()))));
    boolean inclusion = proof.has("leaf");
    List<SignedNote> notes =
        inclusion
            ? List.of(note(proof, "checkpoint"))
            : List.of(note(proof, "first"), note(proof, "second"));
    if (notes.stream().anyMatch(note -> trusted.stream().noneMatch(key -> key.verifies(note)))) {
      return new Answer(false, "The proof does not hold: a checkpoint is not signed with the key.");
    }
    if (kept != null && notes.stream().noneMatch(note -> note.text().equals(kept.text()))) {
      return new Answer(false, "The proof does not hold: it is not about the kept checkpoint.");
    }
    boolean holds =
        inclusion
            ? new InclusionProof(
                    Octets.of(HexFormat.of().parseHex(proof.path("leaf").asText())),
                    proof.path("index").asLong(-1),
                    path,
                    notes.getFirst())
                .holds()
            : new ConsistencyProof(notes.getFirst(), notes.getLast(), path).holds();
    return new Answer(holds, holds ? "The proof holds." : "The proof does not hold.");
  }

  private static JsonNode read(String file) throws IOException {
    try {
      return new ObjectMapper().readTree(Files.readString(Path.of(file)));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("no proof", unreadable);
    }
  }

  private static SignedNote note(JsonNode proof, String field) {
    return SignedNote.parse(proof.path(field).asText());
  }

  /** Whether it holds, and the same in words. */
  record Answer(boolean holds, String words) {}
}
