package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Everything an owner of the database without a key may try. */
class PersonFileTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final OrganizationId SOCIAL = new OrganizationId(new UUID(1, 6));
  private static final OrganizationId HOUSE = new OrganizationId(new UUID(1, 4));
  private static final CaseId ZORA = new CaseId(new UUID(2, 1));
  private static final CaseId MIRNA = new CaseId(new UUID(2, 2));
  private static final UUID NOTE = new UUID(3, 1);
  private static final UUID OTHER_NOTE = new UUID(3, 2);
  private static final Set<ItemCategory> ALL = Set.of(ItemCategory.values());

  private final byte[] key = PersonFile.newDataKey();
  private final Kept zora = new Kept(ZORA, key);

  @Test
  void whatWasKeptIsReadAgain() {
    zora.keep(IdentityField.NAME, "Zora").keep(IdentityField.PHONE, "+38267000001");
    zora.keep(IdentityField.ALIAS, "Sova");

    assertThat(zora.open().read(ALL).texts())
        .isEqualTo(
            Map.of(
                IdentityField.NAME,
                "Zora",
                IdentityField.ALIAS,
                "Sova",
                IdentityField.PHONE,
                "+38267000001"));
  }

  @Test
  void onlyWhatIsAskedForIsUnsealed() {
    zora.keep(IdentityField.NAME, "Zora").keep(IdentityField.HEALTH, "asthma");
    assertThat(zora.open().read(Set.of(ItemCategory.NAME)).categories())
        .containsExactly(ItemCategory.NAME);
  }

  @Test
  void anEmptyFileIsReadable() {
    zora.change(file -> file.keep(IdentityItems.none()));
    assertThat(zora.open().read(ALL).isEmpty()).isTrue();
    assertThat(zora.open().version()).isEqualTo(1);
  }

  @Test
  void notesAreReadByTheirIds() {
    zora.note(NOTE, "first").note(OTHER_NOTE, "second");
    assertThat(zora.open().readNote(NOTE)).contains("first");
    assertThat(zora.open().readNote(OTHER_NOTE)).contains("second");
    assertThat(zora.open().readNote(new UUID(3, 3))).isEmpty();
    assertThat(zora.open().hasNote(NOTE)).isTrue();
    assertThat(zora.open().hasNote(new UUID(3, 3))).isFalse();
  }

  @Test
  void aCardIsNoNoteAndANoteIsNoCard() {
    var card =
        new AttachmentCard(
            OTHER_NOTE, AttachmentKind.AUDIO, new UUID(4, 4), ContentType.MP3, 9, new byte[32]);
    zora.note(NOTE, "first").change(file -> file.keepCard(card));
    assertThat(zora.open().readCard(card.slot()))
        .hasValueSatisfying(read -> assertThat(read).usingRecursiveComparison().isEqualTo(card));
    assertThat(zora.open().readNote(OTHER_NOTE)).isEmpty();
    assertThat(zora.open().readCard(Slot.note(NOTE))).isEmpty();
    assertThat(zora.open().readCard(Slot.note(new UUID(3, 3)))).isEmpty();
    zora.items.remove(card.slot());
    broken(() -> zora.open().readCard(card.slot()));
  }

  @Test
  void theFileSaysWhatIsKeptAndForgetsWhatItIsToldTo() {
    zora.keep(IdentityField.NAME, "Zora").note(NOTE, "first").note(OTHER_NOTE, "second");
    assertThat(zora.open().kept())
        .containsExactlyInAnyOrder(ItemCategory.NAME, ItemCategory.NARRATIVE);
    assertThat(zora.open().notes()).containsExactlyInAnyOrder(NOTE, OTHER_NOTE);
    assertThat(zora.open().has(Slot.of(ItemCategory.NAME))).isTrue();
    assertThat(zora.open().has(Slot.of(ItemCategory.HEALTH))).isFalse();

    zora.change(file -> file.forget(Slot.note(NOTE)));
    assertThat(zora.open().notes()).containsExactly(OTHER_NOTE);
    assertThat(zora.open().version()).isEqualTo(4);
    broken(() -> zora.open().readNote(NOTE));
    zora.items.remove(Slot.note(NOTE));
    assertThat(zora.open().readNote(NOTE)).isEmpty();
  }

  @Test
  void everyChangeCountsTheVersionOfWhatChangedAndOfTheFile() {
    zora.keep(IdentityField.NAME, "Zora").keep(IdentityField.NAME, "Zora Kalešić");
    zora.keep(IdentityField.PHONE, "+38267000001");
    assertThat(zora.item(Slot.of(ItemCategory.NAME)).version()).isEqualTo(2);
    assertThat(zora.item(Slot.of(ItemCategory.CONTACT)).version()).isEqualTo(1);
    assertThat(zora.open().version()).isEqualTo(3);
    assertThat(zora.index.version()).isEqualTo(3);
    assertThat(zora.index.organization()).isEqualTo(SOCIAL);
  }

  @Test
  void aSealedThingDoesNotOpenForAnotherPersonEvenUnderTheSameKey() {
    zora.keep(IdentityField.NAME, "Zora");
    var mirna = new Kept(MIRNA, key).keep(IdentityField.NAME, "Mirna");
    mirna.items.put(Slot.of(ItemCategory.NAME), zora.item(Slot.of(ItemCategory.NAME)));
    broken(() -> mirna.open().read(ALL));
  }

  @Test
  void aSealedThingDoesNotOpenUnderAnotherKey() {
    zora.keep(IdentityField.NAME, "Zora");
    broken(() -> PersonFile.open(zora.sealed(), PersonFile.newDataKey()));
    broken(() -> PersonFile.open(zora.sealed(), new byte[16]));
  }

  @Test
  void aSealedThingDoesNotOpenInAnotherCategory() {
    zora.keep(IdentityField.NAME, "Zora").keep(IdentityField.HEALTH, "asthma");
    zora.items.put(Slot.of(ItemCategory.NAME), zora.item(Slot.of(ItemCategory.HEALTH)));
    broken(() -> zora.open().read(Set.of(ItemCategory.NAME)));
  }

  @Test
  void aNoteDoesNotOpenAsAnotherNoteOrAsTheStory() {
    zora.note(NOTE, "first").note(OTHER_NOTE, "second").keep(IdentityField.NARRATIVE, "story");
    var first = zora.item(Slot.note(NOTE));
    zora.items.put(Slot.note(OTHER_NOTE), first);
    zora.items.put(Slot.of(ItemCategory.NARRATIVE), first);
    broken(() -> zora.open().readNote(OTHER_NOTE));
    broken(() -> zora.open().read(Set.of(ItemCategory.NARRATIVE)));
  }

  @Test
  void aSealedThingDoesNotOpenInAnotherCountryOrOrganisation() {
    zora.keep(IdentityField.NAME, "Zora");
    zora.country = new CountryCode("AL");
    broken(() -> zora.open());

    zora.country = ME;
    zora.responsible = HOUSE;
    broken(() -> zora.open());
    zora.index = new SealedBody(HOUSE, zora.index.version(), zora.index.bytes());
    broken(() -> zora.open());

    zora.responsible = SOCIAL;
    zora.index = new SealedBody(SOCIAL, zora.index.version(), zora.index.bytes());
    var name = zora.item(Slot.of(ItemCategory.NAME));
    zora.items.put(Slot.of(ItemCategory.NAME), new SealedBody(HOUSE, name.version(), name.bytes()));
    broken(() -> zora.open().read(ALL));
  }

  @Test
  void anOldVersionPutBackDoesNotOpen() {
    zora.keep(IdentityField.NAME, "Zora");
    var old = zora.item(Slot.of(ItemCategory.NAME));
    zora.keep(IdentityField.NAME, "Zora Kalešić");
    var current = zora.item(Slot.of(ItemCategory.NAME));

    zora.items.put(Slot.of(ItemCategory.NAME), old);
    broken(() -> zora.open().read(ALL));
    zora.items.put(
        Slot.of(ItemCategory.NAME), new SealedBody(SOCIAL, current.version(), old.bytes()));
    broken(() -> zora.open().read(ALL));
    broken(() -> zora.keep(IdentityField.ALIAS, "Sova"));
  }

  @Test
  void anOldIndexPutBackDoesNotFitTheItems() {
    zora.keep(IdentityField.NAME, "Zora");
    var old = zora.index;
    zora.keep(IdentityField.NAME, "Zora Kalešić");
    var current = zora.index;

    zora.index = old;
    broken(() -> zora.open().read(ALL));
    zora.index = new SealedBody(SOCIAL, current.version(), old.bytes());
    broken(() -> zora.open());
  }

  @Test
  void aThingTakenAwayIsMissed() {
    zora.keep(IdentityField.NAME, "Zora").note(NOTE, "first");
    zora.items.clear();
    broken(() -> zora.open().read(ALL));
    broken(() -> zora.open().readNote(NOTE));
  }

  @Test
  void aThingTheIndexDoesNotNameIsNotBelieved() {
    zora.change(file -> file.keep(IdentityItems.none()));
    var before = zora.index;
    zora.keep(IdentityField.NAME, "Zora");
    zora.index = before;
    broken(() -> zora.open().read(ALL));
  }

  @Test
  void everyChangedBitIsNoticed() {
    zora.keep(IdentityField.NAME, "Zora");
    var slot = Slot.of(ItemCategory.NAME);
    var sealed = zora.item(slot);
    for (int bit = 0; bit < sealed.bytes().length * 8; bit++) {
      byte[] changed = sealed.bytes().clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      zora.items.put(slot, new SealedBody(SOCIAL, sealed.version(), changed));
      broken(() -> zora.open().read(ALL));
    }
    byte[] cut = Arrays.copyOf(sealed.bytes(), 5);
    zora.items.put(slot, new SealedBody(SOCIAL, sealed.version(), cut));
    broken(() -> zora.open().read(ALL));
  }

  @Test
  void theIndexAndAnItemAreNotTakenForEachOther() {
    zora.keep(IdentityField.NAME, "Zora");
    var item = zora.item(Slot.of(ItemCategory.NAME));
    zora.items.put(Slot.of(ItemCategory.NAME), zora.index);
    broken(() -> zora.open().read(ALL));
    zora.index = item;
    broken(() -> zora.open());
  }

  @Test
  void aFileHandedOverKeepsWhatWasSealedBefore() {
    zora.keep(IdentityField.NAME, "Zora");
    zora.change(file -> file.handTo(HOUSE));
    zora.responsible = HOUSE;
    zora.keep(IdentityField.PHONE, "+38267000001");
    assertThat(zora.open().read(ALL).categories())
        .containsExactlyInAnyOrder(ItemCategory.NAME, ItemCategory.CONTACT);
    assertThat(zora.item(Slot.of(ItemCategory.NAME)).organization()).isEqualTo(SOCIAL);
  }

  @Test
  void theLengthOfASealedNameSaysLittle() {
    zora.keep(IdentityField.NAME, "Al");
    int shortName = zora.item(Slot.of(ItemCategory.NAME)).bytes().length;
    zora.keep(IdentityField.NAME, "Aleksandra-Anastasija Perišić Vukotić");
    assertThat(zora.item(Slot.of(ItemCategory.NAME)).bytes()).hasSize(shortName);
  }

  @Test
  void nothingReadableIsKept() {
    zora.keep(IdentityField.NAME, "Zora Kalešić").note(NOTE, "Zora Kalešić");
    zora.items
        .values()
        .forEach(body ->
            assertThat(new String(body.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Zora"));
  }

  @Test
  void twoMeaningsNeverShareABinding() {
    assertThat(Binding.of("a").text("bc").bytes()).isNotEqualTo(Binding.of("ab").text("c").bytes());
    assertThat(Binding.of("a").text("").text("b").bytes())
        .isNotEqualTo(Binding.of("a").text("b").text("").bytes());
  }

  @Test
  void aWrappedKeyBelongsToOneCaseOrganisationCountryAndVersion() {
    assertThat(
            Set.of(
                hex(WrappedKey.context(ME, SOCIAL, ZORA, 1)),
                hex(WrappedKey.context(ME, SOCIAL, ZORA, 2)),
                hex(WrappedKey.context(ME, HOUSE, ZORA, 1)),
                hex(WrappedKey.context(ME, SOCIAL, MIRNA, 1)),
                hex(WrappedKey.context(new CountryCode("AL"), SOCIAL, ZORA, 1))))
        .hasSize(5);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static void broken(Runnable work) {
    assertThatThrownBy(work::run).isInstanceOf(BrokenSealException.class);
  }

  /** A row of the vault in a hand that can change everything but the key. */
  private static final class Kept {
    private final CaseId caseId;
    private final byte[] key;
    private CountryCode country = ME;
    private OrganizationId responsible = SOCIAL;
    private SealedBody index = new SealedBody(SOCIAL, 0, new byte[0]);
    private final Map<Slot, SealedBody> items = new HashMap<>();

    Kept(CaseId caseId, byte[] key) {
      this.caseId = caseId;
      this.key = key;
    }

    Kept keep(IdentityField field, String text) {
      return change(file -> file.keep(IdentityItems.of(Map.of(field, text))));
    }

    Kept note(UUID id, String text) {
      return change(file -> file.keepNote(id, text));
    }

    Kept change(Function<PersonFile, SealedPerson.Change> work) {
      PersonFile file =
          index.version() == 0 ? PersonFile.create(caseId, country, responsible, key) : open();
      var change = work.apply(file);
      index = change.index();
      items.putAll(change.items());
      return this;
    }

    SealedBody item(Slot slot) {
      return Objects.requireNonNull(items.get(slot));
    }

    SealedPerson sealed() {
      return new SealedPerson(
          caseId, country, responsible, new WrappedKey(SOCIAL, 1, new byte[0]), index, items);
    }

    PersonFile open() {
      return PersonFile.open(sealed(), key);
    }
  }
}
