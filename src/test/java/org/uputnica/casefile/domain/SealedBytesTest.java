package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.consent.domain.ItemCategory;

/** The bytes under a seal: what is written is read, and what is not ours is not believed. */
class SealedBytesTest {
  private static final UUID ID = new UUID(3, 7);

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTextsAreWrittenTheSameAreRead(long seed) {
    Random random = new Random(seed);
    Map<IdentityField, String> texts = new EnumMap<>(IdentityField.class);
    for (IdentityField field : IdentityField.values()) {
      if (random.nextBoolean()) {
        texts.put(field, text(field, random));
      }
    }
    byte[] plain = ItemBytes.of(IdentityItems.of(texts));
    assertThat(ItemBytes.items(plain).texts()).isEqualTo(texts);
    String note = "š".repeat(random.nextInt(300)) + seed;
    assertThat(ItemBytes.note(ItemBytes.ofNote(note))).isEqualTo(note);
  }

  /** Format, tag and length are six bytes, the end is one. */
  @Test
  void theLengthOfAnItemIsAMultipleOf64() {
    for (int length = 1; length < 200; length++) {
      byte[] plain = ItemBytes.ofNote("x".repeat(length));
      assertThat(plain).hasSize((6 + length + 1 + 63) / 64 * 64);
      assertThat(ItemBytes.note(plain)).hasSize(length);
    }
    assertThat(ItemBytes.of(IdentityItems.none())).hasSize(64);
    assertThat(ItemBytes.items(ItemBytes.of(IdentityItems.none())).isEmpty()).isTrue();
  }

  @Test
  void itemsOfAnotherFormatFieldOrKindAreNotBelieved() {
    byte[] note = ItemBytes.ofNote("a note");
    broken("a field this version does not know", () -> ItemBytes.items(note));
    byte[] items = ItemBytes.of(IdentityItems.of(Map.of(IdentityField.NAME, "Zora")));
    broken("a note without text", () -> ItemBytes.note(items));
    broken("items of another format", () -> ItemBytes.items(changed(items, 0, 2)));
    broken("a field this version does not know", () -> ItemBytes.items(changed(items, 1, 90)));
  }

  @Test
  void anIndexIsReadAsItWasWritten() {
    VersionIndex index = VersionIndex.empty();
    for (ItemCategory category : ItemCategory.values()) {
      index = index.with(Slot.of(category), category.ordinal() + 1L);
    }
    index = index.with(Slot.note(ID), 1L << 40).with(Slot.note(new UUID(-1, -1)), 1);
    VersionIndex read = VersionIndex.decode(index.encode());
    assertThat(read.slots()).containsExactlyElementsOf(index.slots());
    for (Slot slot : index.slots()) {
      assertThat(read.version(slot)).isEqualTo(index.version(slot)).isPositive();
    }
    assertThat(read.version(Slot.note(new UUID(9, 9)))).isZero();
    assertThat(read.without(Slot.note(ID)).slots()).doesNotContain(Slot.note(ID)).hasSize(8);
    assertThat(VersionIndex.decode(VersionIndex.empty().encode()).slots()).isEmpty();
  }

  @Test
  void anIndexOfAnotherFormatOrCutOffIsNotBelieved() {
    byte[] index = VersionIndex.empty().with(Slot.note(ID), 4).encode();
    broken("an index of another format", () -> VersionIndex.decode(changed(index, 0, 2)));
    broken("an index that cannot be read", () -> VersionIndex.decode(changed(index, 8, 'x')));
    for (int length = 0; length < index.length; length++) {
      byte[] cut = Arrays.copyOf(index, length);
      broken("an index that cannot be read", () -> VersionIndex.decode(cut));
    }
  }

  @Test
  void slotsHaveOneOrderSoThatTheSameIndexIsTheSameBytes() {
    VersionIndex one =
        VersionIndex.empty()
            .with(Slot.note(ID), 1)
            .with(Slot.note(new UUID(3, 6)), 1)
            .with(Slot.of(ItemCategory.NARRATIVE), 1)
            .with(Slot.of(ItemCategory.NAME), 1);
    assertThat(one.slots())
        .containsExactly(
            Slot.of(ItemCategory.NAME),
            Slot.of(ItemCategory.NARRATIVE),
            Slot.note(new UUID(3, 6)),
            Slot.note(ID));
  }

  @Test
  void aCardOfAnotherFormatOrCutOffIsNotBelieved() {
    var card =
        new AttachmentCard(
            ID, AttachmentKind.PHOTO, new UUID(-5, 5), ContentType.PNG, 4711, new byte[32]);
    byte[] plain = card.encode();
    assertThat(plain).as("no length tells what it is").hasSize(128);
    assertThat(card.slot()).isEqualTo(new Slot(ItemCategory.PHOTO, ID));
    broken("a card of another format", () -> AttachmentCard.decode(ID, changed(plain, 0, 1)));
    broken("a card that cannot be read", () -> AttachmentCard.decode(ID, changed(plain, 3, 'x')));
    broken("a card that cannot be read", () -> AttachmentCard.decode(ID, Arrays.copyOf(plain, 9)));
    assertThat(AttachmentCard.newKey()).hasSize(32).isNotEqualTo(AttachmentCard.newKey());
  }

  @Test
  void theTagOfAFieldNeverChanges() {
    assertThat(Arrays.stream(IdentityField.values()).map(IdentityField::tag))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  /** Written out by hand: what was sealed under it must open for ever. */
  @Test
  void aBindingIsItsFieldsOneAfterAnother() {
    byte[] bytes = Binding.of("ab").text("š").id(new UUID(1, 2)).number(-3).bytes();
    assertThat(bytes)
        .isEqualTo(
            ByteBuffer.allocate(32)
                .putShort((short) 2)
                .put(new byte[] {'a', 'b'})
                .putShort((short) 2)
                .put(new byte[] {(byte) 0xC5, (byte) 0xA1})
                .putLong(1)
                .putLong(2)
                .putLong(-3)
                .array());
  }

  private static String text(IdentityField field, Random random) {
    return switch (field) {
      case BIRTH_DATE -> "2001-04-30";
      case BIRTH_YEAR -> "2001";
      default -> field.field() + "š".repeat(random.nextInt(80));
    };
  }

  private static byte[] changed(byte[] plain, int at, int value) {
    byte[] changed = plain.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static void broken(String why, ThrowingCallable work) {
    assertThatThrownBy(work).isInstanceOf(BrokenSealException.class).hasMessageContaining(why);
  }
}
