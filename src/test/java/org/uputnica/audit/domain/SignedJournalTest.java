package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What signatures and a checkpoint kept elsewhere tell beyond the hashes. */
class SignedJournalTest {
  private final Random random = new Random(20261126);
  private final Journals journal = Journals.signed(random, 1, 2, 3);

  @Test
  void anUntouchedJournalNamesItsKeysAndItsLastCheckpoint() {
    Verdict verdict = journal.verify();
    assertThat(verdict.brokenAt()).isNull();
    assertThat(verdict.note()).isEqualTo(journal.note());
    assertThat(verdict.keys()).containsExactly(journal.keys.getFirst().key());
  }

  @Test
  void withoutEntriesTheTreeIsSignedAnew() {
    journal.checkpoints.add(
        journal.signed(
            Checkpoint.after(
                journal.checkpoints.getLast(), List.of(), Instant.parse("2026-11-26T10:00:00Z"))));
    assertThat(journal.verify().brokenAt()).isNull();
    assertThat(journal.verify().checkpoints()).isEqualTo(3);
  }

  @Test
  void aNewKeyIsVouchedForByTheOldOneWhichStaysKnown() {
    journal.takeNewKey();
    journal.link();
    journal.write(random);
    journal.link();
    assertThat(journal.verify().brokenAt()).isNull();
    SignedNote handover = journal.checkpoints.get(2).note("example.org/journal");
    assertThat(journal.keys).allMatch(key -> key.key().verifies(handover));
    assertThat(journal.keys.getFirst().key().verifies(journal.note())).isFalse();
    Checkpoint third = journal.checkpoints.get(2);
    signature(2, third.signatureLines().getLast());
    assertBroken("checkpoint 3: signature does not fit");
    signature(2, null);
    assertBroken("checkpoint 3: signature is missing");
  }

  @Test
  void aSignatureThatIsGoneOrOfSomethingElseIsFound() {
    signature(0, journal.checkpoints.get(1).signature());
    assertBroken("checkpoint 1: signature does not fit");
    signature(0, Octets.of(new byte[0]));
    assertBroken("checkpoint 1: signature does not fit");
    signature(0, null);
    assertBroken("checkpoint 1: signature is missing");
  }

  @Test
  void aKeyNobodySignedWithIsFound() {
    journal.takeNewKey();
    assertBroken("journal key 2 has signed no checkpoint");
  }

  @Test
  void withoutASignatureThereIsNoCheckpointToKeep() {
    Journals fresh = new Journals();
    fresh.takeNewKey();
    assertThat(fresh.verify().brokenAt()).isEqualTo("journal key 1 has signed no checkpoint");
    assertThat(fresh.verify().note()).isNull();
    Journals unsigned = Journals.of(random, 0, 2);
    unsigned.takeNewKey();
    assertThat(unsigned.verify().note()).isNull();
    journal.keys.clear();
    assertThat(journal.verify().note()).isNull();
    assertThat(journal.verify().root()).isNotNull();
  }

  @Test
  void keysAreNumberedGrowAndHaveOneName() {
    JournalKey first = journal.keys.getFirst();
    journal.keys.clear();
    assertBroken("checkpoint 1: is signed by nobody known");
    journal.keys.add(new JournalKey(2, first.key(), 1));
    assertBroken("journal key 1 is missing");
    journal.keys.set(0, first);
    journal.keys.add(new JournalKey(2, new Ed25519("elsewhere").key(), 2));
    assertBroken("journal key 2: has the name of another journal");
    journal.keys.set(1, new JournalKey(2, new Ed25519("example.org/journal").key(), 1));
    assertBroken("journal key 2: does not come after the one before");
    journal.keys.set(1, new JournalKey(2, new Ed25519("example.org/journal").key(), 2));
    assertBroken("checkpoint 2: signature does not fit");
  }

  @Test
  void checkpointsFromBeforeTheFirstKeyNeedNoSignature() {
    Journals older = Journals.of(random, 1, 2);
    older.takeNewKey();
    older.link();
    assertThat(older.verify().brokenAt()).isNull();
  }

  @Test
  void aTailThatWasCutIsFoundAgainstAKeptCheckpoint() {
    SignedNote kept = journal.note();
    Checkpoint last = journal.checkpoints.removeLast();
    last.members().forEach(journal.entries::remove);
    assertThat(journal.verify().brokenAt()).isNull();
    assertThat(against(kept).brokenAt())
        .isEqualTo("the kept checkpoint has 5 entries, the journal 2: its end is missing");
  }

  @Test
  void aKeptCheckpointWithoutNewEntriesIsMissedToo() {
    journal.link();
    SignedNote kept = journal.note();
    Checkpoint last = journal.checkpoints.removeLast();
    last.members().forEach(journal.pending::add);
    assertThat(against(kept).isIntact()).isFalse();
    journal.link();
    journal.link();
    SignedNote anew = journal.note();
    journal.checkpoints.removeLast();
    assertThat(journal.verify().brokenAt()).isNull();
    assertThat(against(anew).brokenAt())
        .isEqualTo("the kept checkpoint is missing, and what came after it");
    journal.checkpoints.add(
        journal.signed(
            Checkpoint.after(
                journal.checkpoints.getLast(), List.of(), Instant.parse("2026-11-26T10:00:00Z"))));
    assertThat(journal.verify().brokenAt()).isNull();
    assertThat(against(anew).brokenAt()).isEqualTo("checkpoint 4 is not the one that was kept");
  }

  @Test
  void aJournalComputedAnewWithTheKeyIsFoundAgainstAKeptCheckpoint() {
    SignedNote kept = journal.note();
    long id = journal.checkpoints.getFirst().members().getFirst();
    JournalEntry old = journal.stored(id);
    EntryContent other = Journals.entry(id, random).content();
    journal.entries.put(id, new JournalEntry(id, other, old.salt(), other.leaf(old.salt())));
    @Nullable Checkpoint before = null;
    for (int i = 0; i < journal.checkpoints.size(); i++) {
      Checkpoint was = journal.checkpoints.get(i);
      List<Checkpoint.Leaf> leaves =
          was.members().stream()
              .map(member -> new Checkpoint.Leaf(member, journal.stored(member).leaf()))
              .toList();
      before = journal.signed(Checkpoint.after(before, leaves, was.at()));
      journal.checkpoints.set(i, before);
    }
    assertThat(journal.verify().brokenAt()).isNull();
    assertThat(against(kept).brokenAt())
        .isEqualTo("one of the first 5 entries is not what the kept checkpoint says");
  }

  @Test
  void aKeptCheckpointOfAnotherJournalIsSaidToBeThat() {
    SignedNote foreign = Journals.signed(random, 0, 2).note();
    assertThat(against(foreign).isIntact()).isFalse();
    SignedNote unsigned =
        new SignedNote(
            journal.note().text(), List.of(new SignedNote.Line("x", Octets.of(new byte[4]))));
    assertThat(against(unsigned).brokenAt())
        .isEqualTo("the kept checkpoint is not signed with a key of this journal");
  }

  @Test
  void aKeyKnownFromElsewhereMustBeTheJournals() {
    NoteKey own = journal.keys.getFirst().key();
    NoteKey other = new Ed25519("example.org/journal").key();
    assertThat(journal.verify(new JournalVerifier(null, List.of(own))).brokenAt()).isNull();
    assertThat(journal.verify(new JournalVerifier(null, List.of(other))).brokenAt())
        .isEqualTo("the journal is not signed with the key that was given");
  }

  @Test
  void anOlderKeptCheckpointFitsALongerJournal() {
    SignedNote kept = journal.note();
    assertThat(against(kept).brokenAt()).as("nothing came after it yet").isNull();
    journal.link();
    journal.write(random);
    journal.link();
    assertThat(against(kept).brokenAt()).isNull();
  }

  private Verdict against(SignedNote kept) {
    return journal.verify(new JournalVerifier(kept, List.of()));
  }

  private void signature(int index, @Nullable Octets signature) {
    Checkpoint c = journal.checkpoints.get(index);
    journal.checkpoints.set(
        index,
        new Checkpoint(
            c.number(),
            c.treeSize(),
            c.members(),
            c.root(),
            c.frontier(),
            c.previous(),
            c.at(),
            c.hash(),
            signature));
  }

  private void assertBroken(String place) {
    assertThat(journal.verify().brokenAt()).isEqualTo(place);
  }
}
