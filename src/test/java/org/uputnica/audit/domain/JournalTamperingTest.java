package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One change anywhere in a random journal: none stays unseen. The seed stands in the test's name.
 */
class JournalTamperingTest {
  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneChangeIsFound(int seed) {
    Random random = new Random(seed);
    int[] sizes = random.ints(1 + random.nextInt(6), 1, 8).toArray();
    int waiting = random.nextInt(4);
    Journals journal =
        seed % 2 == 0
            ? Journals.of(random, waiting, sizes)
            : Journals.signed(random, waiting, sizes);
    assertThat(journal.verify().brokenAt()).isNull();
    String change = change(journal, random);
    assertThat(journal.verify().isIntact()).as(change).isFalse();
  }

  private static String change(Journals journal, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> changeEntry(journal, random);
      case 1 -> {
        long id = anyEntry(journal, random);
        journal.entries.remove(id);
        yield "entry removed";
      }
      case 2 -> {
        long id = journal.entries.lastKey() + 1;
        journal.entries.put(id, Journals.entry(id, random));
        yield "entry inserted";
      }
      case 3 -> renumberEntry(journal, random);
      case 4 -> changeCheckpoint(journal, random);
      default -> {
        journal.checkpoints.remove(random.nextInt(journal.checkpoints.size()));
        yield "checkpoint removed";
      }
    };
  }

  private static long anyEntry(Journals journal, Random random) {
    List<Long> ids = List.copyOf(journal.entries.keySet());
    return ids.get(random.nextInt(ids.size()));
  }

  private static String renumberEntry(Journals journal, Random random) {
    JournalEntry moved = journal.stored(anyEntry(journal, random));
    long other = anyEntry(journal, random);
    long id = other == moved.id() ? journal.entries.lastKey() + 1 : other;
    journal.entries.remove(moved.id());
    @Nullable JournalEntry displaced =
        journal.entries.put(id, new JournalEntry(id, moved.content(), moved.salt(), moved.leaf()));
    if (displaced != null && !bothWait(journal, moved.id(), id)) {
      journal.entries.put(
          moved.id(),
          new JournalEntry(moved.id(), displaced.content(), displaced.salt(), displaced.leaf()));
      return "entries exchanged";
    }
    return "entry renumbered";
  }

  /** Entries that wait have no order yet; exchanged among themselves they would mean the same. */
  private static boolean bothWait(Journals journal, long one, long two) {
    return journal.pending.contains(one) && journal.pending.contains(two);
  }

  private static String changeEntry(Journals journal, Random random) {
    long id = anyEntry(journal, random);
    JournalEntry old = journal.stored(id);
    EntryContent c = old.content();
    int part = random.nextInt(12);
    EntryContent changed =
        new EntryContent(
            part == 0 ? c.at().plusNanos(1_000) : c.at(),
            part == 1 ? "MF" : c.country(),
            part == 2 ? flipped(c.organization(), random) : c.organization(),
            part == 3 ? flipped(c.actor(), random) : c.actor(),
            part == 4 ? flipped(c.roles(), random) : c.roles(),
            part == 5 ? flipped(c.action(), random) : c.action(),
            part == 6 ? (c.outcome().equals("DONE") ? "REFUSED" : "DONE") : c.outcome(),
            part == 7 ? (c.caseId() == null ? Journals.CASE : null) : c.caseId(),
            part == 8 ? (c.subject() == null ? "" : null) : c.subject(),
            part == 9 ? flipped(c.details(), random) : c.details());
    Octets salt = part == 10 ? flipped(old.salt(), random) : old.salt();
    Octets leaf = part == 11 ? flipped(old.leaf(), random) : old.leaf();
    journal.entries.put(id, new JournalEntry(id, changed, salt, leaf));
    return "part " + part + " of an entry changed";
  }

  private static String changeCheckpoint(Journals journal, Random random) {
    int index = random.nextInt(journal.checkpoints.size());
    Checkpoint c = journal.checkpoints.get(index);
    int part = random.nextInt(journal.keys.isEmpty() ? 8 : 9);
    @Nullable Octets signature = c.signature();
    List<Octets> frontier = new ArrayList<>(c.frontier());
    frontier.set(0, flipped(frontier.getFirst(), random));
    List<Long> members = new ArrayList<>(c.members());
    members.set(0, members.getFirst() ^ (1L << random.nextInt(40)));
    @Nullable Octets previous = c.previous();
    Instant later = c.at().plusNanos(1_000);
    journal.checkpoints.set(
        index,
        new Checkpoint(
            part == 0 ? c.number() ^ 1 : c.number(),
            part == 1 ? c.treeSize() ^ 1 : c.treeSize(),
            part == 2 ? members : c.members(),
            part == 3 ? flipped(c.root(), random) : c.root(),
            part == 4 ? frontier : c.frontier(),
            part == 5 ? (previous == null ? c.root() : flipped(previous, random)) : previous,
            part == 6 ? later : c.at(),
            part == 7 ? flipped(c.hash(), random) : c.hash(),
            part == 8 && signature != null ? otherSignature(signature, random) : signature));
    return "part " + part + " of a checkpoint changed";
  }

  private static @Nullable Octets otherSignature(Octets old, Random random) {
    return random.nextInt(4) == 0 ? null : flipped(old, random);
  }

  private static Octets flipped(Octets old, Random random) {
    byte[] bytes = old.bytes();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return Octets.of(bytes);
  }

  private static UUID flipped(UUID old, Random random) {
    return new UUID(
        old.getMostSignificantBits(), old.getLeastSignificantBits() ^ (1L << random.nextInt(64)));
  }

  private static String flipped(String old, Random random) {
    char[] letters = old.toCharArray();
    letters[random.nextInt(letters.length)] ^= 1;
    return new String(letters);
  }

  private static List<String> flipped(List<String> old, Random random) {
    List<String> changed = new ArrayList<>(old);
    int place = random.nextInt(changed.size());
    changed.set(place, flipped(changed.get(place), random));
    return changed;
  }
}
