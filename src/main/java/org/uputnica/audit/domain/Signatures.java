package org.uputnica.audit.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which keys must have signed which checkpoint. Checkpoints before the first key have none. */
final class Signatures {
  private final List<JournalKey> keys = new ArrayList<>();

  /**
   * Adds the next key.
   *
   * @return what is wrong with it
   */
  Optional<String> add(JournalKey key) {
    String name = "journal key %d: ".formatted(key.number());
    if (key.number() != keys.size() + 1) {
      return Optional.of("journal key %d is missing".formatted(keys.size() + 1));
    }
    if (!keys.isEmpty() && !keys.getLast().key().name().equals(key.key().name())) {
      return Optional.of(name + "has the name of another journal");
    }
    if (!keys.isEmpty() && keys.getLast().since() >= key.since()) {
      return Optional.of(name + "does not come after the one before");
    }
    keys.add(key);
    return Optional.empty();
  }

  List<NoteKey> keys() {
    return keys.stream().map(JournalKey::key).toList();
  }

  /** What is wrong with the signature of a checkpoint. */
  Optional<String> wrong(Checkpoint checkpoint) {
    List<NoteKey> signers = signers(checkpoint.number());
    @Nullable Octets kept = checkpoint.signature();
    if (signers.isEmpty()) {
      return kept == null ? Optional.empty() : Optional.of("is signed by nobody known");
    }
    if (kept == null) {
      return Optional.of("signature is missing");
    }
    String text = checkpoint.head(signers.getFirst().name()).text();
    List<Octets> lines = checkpoint.signatureLines();
    for (int i = 0; i < signers.size(); i++) {
      if (lines.size() != signers.size() || !signers.get(i).verifies(text, lines.get(i))) {
        return Optional.of("signature does not fit");
      }
    }
    return Optional.empty();
  }

  /** A key that came into use after the last checkpoint came from somebody else. */
  Optional<String> unused(long lastCheckpoint) {
    return keys.stream()
        .filter(key -> key.since() > lastCheckpoint)
        .map(key -> "journal key %d has signed no checkpoint".formatted(key.number()))
        .findFirst();
  }

  /** The key in use, and at its first checkpoint the one before it, first. */
  private List<NoteKey> signers(long number) {
    List<NoteKey> signers = new ArrayList<>();
    for (JournalKey key : keys) {
      if (key.since() < number) {
        signers.clear();
      }
      if (key.since() <= number) {
        signers.add(key.key());
      }
    }
    return signers;
  }
}
