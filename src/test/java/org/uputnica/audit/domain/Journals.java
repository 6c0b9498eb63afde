package org.uputnica.audit.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A journal in memory, as the three tables hold it; tests change it behind its back. */
final class Journals {
  static final UUID ORGANIZATION = UUID.fromString("1e000000-0000-4000-8000-000000000001");
  static final UUID CASE = UUID.fromString("5b0e7a44-9a1f-4f6c-8a53-2d9d0e6c7f10");
  private static final Instant MONDAY = Instant.parse("2026-11-23T09:30:00.000001Z");

  final SortedMap<Long, JournalEntry> entries = new TreeMap<>();
  final List<Checkpoint> checkpoints = new ArrayList<>();
  final SortedSet<Long> pending = new TreeSet<>();
  final List<JournalKey> keys = new ArrayList<>();
  private final List<Ed25519> secrets = new ArrayList<>();

  /** Checkpoints with the given numbers of entries, and entries that still wait. */
  static Journals of(Random random, int waiting, int... sizes) {
    Journals journal = new Journals();
    for (int size : sizes) {
      for (int i = 0; i < size; i++) {
        journal.write(random);
      }
      journal.link();
    }
    for (int i = 0; i < waiting; i++) {
      journal.write(random);
    }
    return journal;
  }

  /** The same with signatures. */
  static Journals signed(Random random, int waiting, int... sizes) {
    Journals journal = new Journals();
    journal.takeNewKey();
    for (int size : sizes) {
      for (int i = 0; i < size; i++) {
        journal.write(random);
      }
      journal.link();
    }
    for (int i = 0; i < waiting; i++) {
      journal.write(random);
    }
    return journal;
  }

  /** Signs with another key from the next checkpoint on. */
  void takeNewKey() {
    Ed25519 secret = new Ed25519("example.org/journal");
    secrets.add(secret);
    keys.add(new JournalKey(secrets.size(), secret.key(), checkpoints.size() + 1L));
  }

  void write(Random random) {
    long id = entries.isEmpty() ? 1 : entries.lastKey() + 1 + random.nextInt(2);
    entries.put(id, entry(id, random));
    pending.add(id);
  }

  static JournalEntry entry(long id, Random random) {
    EntryContent content =
        new EntryContent(
            MONDAY.plusSeconds(id),
            "ME",
            ORGANIZATION,
            "actor-" + random.nextInt(5),
            List.of("R-BORDER", "R-FRONT"),
            "step-taken",
            random.nextBoolean() ? "DONE" : "REFUSED",
            random.nextBoolean() ? CASE : null,
            random.nextBoolean() ? "RF-" + random.nextInt(9) : null,
            List.of("from", "RF-CNS", "to", "RF-SENT"));
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return new JournalEntry(id, content, Octets.of(salt), content.leaf(Octets.of(salt)));
  }

  void link() {
    List<Checkpoint.Leaf> fresh =
        pending.stream().map(id -> new Checkpoint.Leaf(id, stored(id).leaf())).toList();
    checkpoints.add(
        signed(
            Checkpoint.after(
                checkpoints.isEmpty() ? null : checkpoints.getLast(),
                fresh,
                MONDAY.plusSeconds(60))));
    pending.clear();
  }

  /** Signs a checkpoint as it is to be signed at its number. */
  Checkpoint signed(Checkpoint checkpoint) {
    if (keys.isEmpty()) {
      return checkpoint;
    }
    String text = checkpoint.head(keys.getFirst().key().name()).text();
    int last = keys.size() - 1;
    boolean handsOver = last > 0 && keys.get(last).since() == checkpoint.number();
    return checkpoint.signed(
        secrets.subList(handsOver ? last - 1 : last, last + 1).stream()
            .map(secret -> secret.sign(text))
            .toList());
  }

  /** The last checkpoint as somebody may keep it. */
  SignedNote note() {
    return checkpoints.getLast().note(keys.getFirst().key().name());
  }

  JournalEntry stored(long id) {
    @Nullable JournalEntry entry = entries.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("no entry " + id);
    }
    return entry;
  }

  /** What the verifier says to these tables. */
  Verdict verify() {
    return verify(new JournalVerifier());
  }

  Verdict verify(JournalVerifier verifier) {
    keys.forEach(verifier::key);
    checkpoints.forEach(checkpoint -> verifier.checkpoint(checkpoint, Map.copyOf(entries)));
    SortedSet<Long> linked =
        checkpoints.stream()
            .flatMap(checkpoint -> checkpoint.members().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    SortedSet<Long> others = new TreeSet<>(pending);
    entries.keySet().stream().filter(id -> !linked.contains(id)).forEach(others::add);
    for (long id : others) {
      @Nullable JournalEntry entry = entries.get(id);
      if (entry == null) {
        verifier.absent(id);
      } else if (pending.contains(id)) {
        verifier.waiting(entry, entry.leaf());
      } else {
        verifier.outside(entry);
      }
    }
    return verifier.verdict();
  }
}
