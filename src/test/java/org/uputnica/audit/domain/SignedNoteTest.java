package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes as others write them; the first example is the one of the Go module {@code sumdb/note}. */
class SignedNoteTest {
  private static final String KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;
  private static final String CHECKPOINT =
      "example.org/journal\n2\n+sVCA+fMaWzw38tCySodnbr3Ctnl4h9L2NmGYvAOPBI=\ncheckpoint 1 AAAA\n";

  @Test
  void aNoteOfSomebodyElseIsVerified() {
    NoteKey key = NoteKey.parse(KEY);
    SignedNote note = SignedNote.parse(NOTE);
    assertThat(key.text()).isEqualTo(KEY);
    assertThat(key.verifies(note)).isTrue();
    assertThat(note.print()).isEqualTo(NOTE);
    SignedNote changed = new SignedNote(note.text().replace("your", "my"), note.signatures());
    assertThat(key.verifies(changed)).isFalse();
  }

  @Test
  void aCheckpointIsReadAsItWasWritten() {
    TreeHead head = TreeHead.parse(CHECKPOINT);
    assertThat(head.origin()).isEqualTo("example.org/journal");
    assertThat(head.size()).isEqualTo(2);
    assertThat(head.more()).containsExactly("checkpoint 1 AAAA");
    assertThat(head.text()).isEqualTo(CHECKPOINT);
  }

  @Test
  void aWitnessAddsItsLineWithoutTouchingTheOthers() {
    Ed25519 journal = new Ed25519("example.org/journal");
    Ed25519 witness = new Ed25519("witness.example.net", NoteKey.Kind.WITNESS);
    long seen = 1_795_000_000L;
    Octets cosignature =
        witness
            .key()
            .line(
                ByteBuffer.allocate(72)
                    .putLong(seen)
                    .put(witness.signature("cosignature/v1\ntime " + seen + '\n' + CHECKPOINT))
                    .array());
    SignedNote note =
        SignedNote.parse(
            new SignedNote(
                    CHECKPOINT,
                    List.of(
                        new SignedNote.Line("example.org/journal", journal.sign(CHECKPOINT)),
                        new SignedNote.Line("witness.example.net", cosignature)))
                .print());
    assertThat(journal.key().verifies(note)).isTrue();
    assertThat(witness.key().verifies(note)).isTrue();
    assertThat(NoteKey.parse(witness.key().text())).isEqualTo(witness.key());
    assertThat(new Ed25519("witness.example.net", NoteKey.Kind.WITNESS).key().verifies(note))
        .isFalse();
    assertThat(witness.key().verifies(CHECKPOINT.replace("\n2\n", "\n3\n"), cosignature)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n- name AAAA\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name !\n",
        "text\n\n\u2014 name AAAA",
        "\n\n\u2014 name AAAA\n",
        "text\n\n\u2014  AAAA\n",
        "text\n\n\u2014 AAAA\n"
      })
  void whatIsNoNoteIsNotRead(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\nb\nAAAA\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\n", "a\n1\n!\n"})
  void whatIsNoCheckpointIsNotRead(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TreeHead.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2Q=="
      })
  void whatIsNoKeyIsNotRead(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.parse(text));
  }

  @Test
  void aNoteHasAnEnd() {
    String signature = "\n\n\u2014 name AAAA\n";
    String longest = "x".repeat(1_000_000 - signature.length()) + signature;
    assertThat(SignedNote.parse(longest).text()).hasSize(1_000_000 - signature.length() + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse("x" + longest));
  }

  @Test
  void aHeadThatNamesNoCheckpointIsStillAHead() {
    TreeHead head = TreeHead.parse("example.org/other\n7\nAAAA\n");
    assertThat(head.more()).isEmpty();
    assertThat(head.number()).isEmpty();
    assertThat(head.names(1)).isFalse();
    TreeHead named = TreeHead.parse(CHECKPOINT);
    assertThat(named.number()).hasValue(1);
    assertThat(named.names(1)).isTrue();
    assertThat(named.names(2)).isFalse();
  }

  @Test
  void aSignatureOfAnotherLengthKeyOrCurveIsNone() {
    Ed25519 journal = new Ed25519("example.org/journal");
    Octets line = journal.sign(CHECKPOINT);
    assertThat(journal.key().verifies(CHECKPOINT, line)).isTrue();
    assertThat(journal.key().verifies(CHECKPOINT, Octets.of(Arrays.copyOf(line.bytes(), 67))))
        .isFalse();
    assertThat(journal.key().verifies(CHECKPOINT, Octets.of(Arrays.copyOf(line.bytes(), 69))))
        .isFalse();
    byte[] otherId = line.bytes();
    otherId[0] ^= 1;
    assertThat(journal.key().verifies(CHECKPOINT, Octets.of(otherId))).isFalse();
    byte[] noPoint = new byte[32];
    noPoint[0] = 2;
    NoteKey key = new NoteKey("example.org/journal", NoteKey.Kind.JOURNAL, Octets.of(noPoint));
    assertThat(key.verifies(CHECKPOINT, key.line(new byte[64]))).isFalse();
    assertThat(
            journal
                .key()
                .verifies(new SignedNote(CHECKPOINT, List.of(new SignedNote.Line("other", line)))))
        .isFalse();
  }

  @Test
  void aNameHasNoSpaceAndNoPlus() {
    Octets key = Octets.of(new byte[32]);
    for (String name : List.of("", "a b", "a+b", "a\nb")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NoteKey(name, NoteKey.Kind.JOURNAL, key));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NoteKey("a", NoteKey.Kind.JOURNAL, Octets.of(new byte[31])));
  }
}
