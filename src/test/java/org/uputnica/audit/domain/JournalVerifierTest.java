package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every kind of change to the tables is found and named. */
class JournalVerifierTest {
  private final Random random = new Random(20261123);
  private final Journals journal = Journals.of(random, 2, 3, 1, 5);

  @Test
  void anEmptyJournalIsIntact() {
    assertThat(new Journals().verify())
        .isEqualTo(new Verdict(0, 0, 0, null, null, List.of(), null));
  }

  @Test
  void anUntouchedJournalIsIntact() {
    Verdict verdict = journal.verify();
    assertThat(verdict)
        .isEqualTo(
            new Verdict(11, 3, 2, journal.checkpoints.getLast().root(), null, List.of(), null));
    assertThat(verdict.isIntact()).isTrue();
  }

  @Test
  void entriesThatCommitLateStandInALaterCheckpoint() {
    Journals late = Journals.of(random, 3);
    long first = late.pending.removeFirst();
    late.link();
    late.pending.add(first);
    late.link();
    assertThat(late.checkpoints.getLast().members()).containsExactly(first);
    assertThat(late.verify().isIntact()).isTrue();
  }

  @Test
  void aChangedEntryIsNamed() {
    long id = member(1, 0);
    JournalEntry old = journal.stored(id);
    journal.entries.put(id, new JournalEntry(id, action(old.content()), old.salt(), old.leaf()));
    assertBroken("entry %d: content does not match its hash".formatted(id));
  }

  @Test
  void aChangedSaltIsNamed() {
    long id = member(0, 2);
    JournalEntry old = journal.stored(id);
    journal.entries.put(
        id, new JournalEntry(id, old.content(), Octets.of(new byte[16]), old.leaf()));
    assertBroken("entry %d: content does not match its hash".formatted(id));
  }

  @Test
  void aChangedEntryWithAHashMadeToFitBreaksTheRoot() {
    long id = member(2, 3);
    forge(id);
    assertBroken("checkpoint 3: root differs");
  }

  @Test
  void aRemovedEntryIsNamed() {
    long id = member(2, 1);
    journal.entries.remove(id);
    assertBroken("entry %d of checkpoint 3 is missing".formatted(id));
  }

  @Test
  void anInsertedEntryIsNamed() {
    journal.entries.put(99L, Journals.entry(99, random));
    assertBroken("entry 99 stands in no checkpoint");
  }

  @Test
  void aWaitingEntryThatWasChangedOrRemovedIsNamed() {
    long id = journal.pending.first();
    JournalEntry old = journal.stored(id);
    journal.entries.put(id, new JournalEntry(id, action(old.content()), old.salt(), old.leaf()));
    assertBroken("entry %d: content does not match its hash".formatted(id));
    journal.entries.remove(id);
    assertBroken("entry %d is missing, it was to stand in the next checkpoint".formatted(id));
  }

  @Test
  void anAnnouncementThatWasRemovedLeavesTheEntryNamed() {
    long id = journal.pending.removeFirst();
    assertBroken("entry %d stands in no checkpoint".formatted(id));
  }

  @Test
  void anEntryLinkedTwiceIsNamed() {
    long id = member(0, 0);
    journal.pending.add(id);
    journal.link();
    assertBroken("entry %d stands a second time in checkpoint 4".formatted(id));
  }

  @Test
  void anEntryAnnouncedTwiceOrWithAnotherHashIsNamed() {
    JournalEntry entry = Journals.entry(7, random);
    var twice = new JournalVerifier();
    twice.waiting(entry, entry.leaf());
    assertThat(twice.verdict()).isEqualTo(new Verdict(1, 0, 1, null, null, List.of(), null));
    twice.waiting(entry, entry.leaf());
    assertThat(twice.verdict().brokenAt()).isEqualTo("entry 7 is announced, but has been before");
    var other = new JournalVerifier();
    other.waiting(entry, Octets.of(new byte[32]));
    assertThat(other.verdict().brokenAt()).isEqualTo("entry 7 is announced with another hash");
  }

  @Test
  void anExportWithoutContentIsHeldAgainstTheTreeAlone() {
    Octets leaf = Octets.of(new byte[32]);
    var verifier = new JournalVerifier();
    verifier.waiting(new HiddenEntry(7, leaf), leaf);
    assertThat(verifier.verdict().brokenAt()).isNull();
    JournalEntry entry = Journals.entry(7, random);
    assertThat(UnlinkedEntry.of(entry.content(), entry.salt()).leaf()).isEqualTo(entry.leaf());
  }

  @Test
  void idsFarApartAreToldFromEachOther() {
    var verifier = new JournalVerifier();
    for (long id : new long[] {0, 1, 65_535, 65_536, 131_072, 1L << 40, (1L << 40) + 1}) {
      JournalEntry entry = Journals.entry(id, random);
      verifier.waiting(entry, entry.leaf());
    }
    assertThat(verifier.verdict().brokenAt()).isNull();
    assertThat(verifier.verdict().waiting()).isEqualTo(7);
  }

  @Test
  void exchangedEntriesAreFound() {
    long one = member(2, 0);
    long two = member(2, 1);
    JournalEntry first = journal.stored(one);
    JournalEntry second = journal.stored(two);
    journal.entries.put(one, new JournalEntry(one, second.content(), second.salt(), second.leaf()));
    journal.entries.put(two, new JournalEntry(two, first.content(), first.salt(), first.leaf()));
    assertBroken("checkpoint 3: root differs");
    checkpoint(2, old -> members(old, exchanged(old.members())));
    assertBroken("checkpoint 3: content does not match its hash");
  }

  @Test
  void aRemovedCheckpointIsNamed() {
    journal.checkpoints.remove(1);
    assertBroken("checkpoint 2 is missing");
  }

  @Test
  void theFirstCheckpointIsMissedToo() {
    journal.checkpoints.removeFirst();
    assertBroken("checkpoint 1 is missing");
  }

  @Test
  void theLastCheckpointIsMissedByItsEntries() {
    long id = journal.checkpoints.removeLast().members().getFirst();
    assertBroken("entry %d stands in no checkpoint".formatted(id));
  }

  @Test
  void everyPartOfACheckpointIsCompared() {
    Octets zeros = Octets.of(new byte[32]);
    checkpoint(
        1,
        c ->
            new Checkpoint(
                c.number(),
                5,
                c.members(),
                c.root(),
                c.frontier(),
                c.previous(),
                c.at(),
                c.hash(),
                null));
    assertBroken("checkpoint 2: number of entries differs");
    checkpoint(
        1,
        c ->
            new Checkpoint(
                c.number(),
                4,
                c.members(),
                zeros,
                c.frontier(),
                c.previous(),
                c.at(),
                c.hash(),
                null));
    assertBroken("checkpoint 2: root differs");
  }

  @Test
  void frontierPreviousTimeAndHashAreComparedToo() {
    Checkpoint good = journal.checkpoints.get(1);
    Octets zeros = Octets.of(new byte[32]);
    List<Octets> otherFrontier = List.of(zeros);
    Instant otherTime = good.at().plusNanos(1_000);
    replace(good, otherFrontier, good.previous(), good.at(), good.hash());
    assertBroken("checkpoint 2: frontier differs");
    replace(good, good.frontier(), zeros, good.at(), good.hash());
    assertBroken("checkpoint 2: does not follow the one before");
    replace(good, good.frontier(), good.previous(), otherTime, good.hash());
    assertBroken("checkpoint 2: content does not match its hash");
    replace(good, good.frontier(), good.previous(), good.at(), zeros);
    assertBroken("checkpoint 2: content does not match its hash");
  }

  @Test
  void aRewrittenCheckpointDoesNotFitTheNextOne() {
    Checkpoint first = journal.checkpoints.getFirst();
    forge(first.members().getLast());
    List<Checkpoint.Leaf> leaves =
        first.members().stream()
            .map(id -> new Checkpoint.Leaf(id, journal.stored(id).leaf()))
            .toList();
    journal.checkpoints.set(0, Checkpoint.after(null, leaves, first.at()));
    assertBroken("checkpoint 2: root differs");
  }

  @Test
  void theFirstPlaceIsTheOneNamed() {
    journal.entries.remove(member(2, 0));
    journal.entries.remove(member(0, 1));
    assertBroken("entry %d of checkpoint 1 is missing".formatted(member(0, 1)));
  }

  private long member(int checkpoint, int place) {
    return journal.checkpoints.get(checkpoint).members().get(place);
  }

  private void forge(long id) {
    JournalEntry old = journal.stored(id);
    EntryContent content = action(old.content());
    journal.entries.put(id, new JournalEntry(id, content, old.salt(), content.leaf(old.salt())));
  }

  private void checkpoint(int index, UnaryOperator<Checkpoint> change) {
    journal.checkpoints.set(index, change.apply(journal.checkpoints.get(index)));
  }

  private void replace(
      Checkpoint good, List<Octets> frontier, @Nullable Octets previous, Instant at, Octets hash) {
    journal.checkpoints.set(
        1,
        new Checkpoint(
            good.number(),
            good.treeSize(),
            good.members(),
            good.root(),
            frontier,
            previous,
            at,
            hash,
            null));
  }

  private void assertBroken(String place) {
    assertThat(journal.verify().brokenAt()).isEqualTo(place);
    assertThat(journal.verify().isIntact()).isFalse();
  }

  private static EntryContent action(EntryContent old) {
    return new EntryContent(
        old.at(),
        old.country(),
        old.organization(),
        old.actor(),
        old.roles(),
        "nothing-happened",
        old.outcome(),
        old.caseId(),
        old.subject(),
        old.details());
  }

  private static Checkpoint members(Checkpoint old, List<Long> members) {
    return new Checkpoint(
        old.number(),
        old.treeSize(),
        members,
        old.root(),
        old.frontier(),
        old.previous(),
        old.at(),
        old.hash(),
        old.signature());
  }

  private static List<Long> exchanged(List<Long> ids) {
    List<Long> exchanged = new ArrayList<>(ids);
    Collections.swap(exchanged, 0, 1);
    return exchanged;
  }
}
