package org.uputnica.casefile.domain;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * A person's file with its key in hand. Every sealed thing is bound to country, organisation
 * responsible at sealing, case, category, note and version; which version is the current one stands
 * in an index that is sealed under the same key. So nothing opens after it was moved, exchanged,
 * put back from earlier or taken away ({@code docs/adr/0004-sealing.md}).
 */
public final class PersonFile {
  private final CaseId caseId;
  private final CountryCode country;
  private final OrganizationId responsible;
  private final DataKey key;
  private final long indexVersion;
  private final VersionIndex index;
  private final Map<Slot, SealedBody> items;

  private PersonFile(
      CaseId caseId,
      CountryCode country,
      OrganizationId responsible,
      DataKey key,
      long indexVersion,
      VersionIndex index,
      Map<Slot, SealedBody> items) {
    this.caseId = caseId;
    this.country = country;
    this.responsible = responsible;
    this.key = key;
    this.indexVersion = indexVersion;
    this.index = index;
    this.items = items;
  }

  /** A new data key: 32 random bytes. */
  public static byte[] newDataKey() {
    return DataKey.random();
  }

  /** The file of somebody of whom nothing is kept yet. */
  public static PersonFile create(
      CaseId caseId, CountryCode country, OrganizationId responsible, byte[] dataKey) {
    return new PersonFile(
        caseId, country, responsible, DataKey.of(dataKey), 0, VersionIndex.empty(), Map.of());
  }

  /**
   * Opens what the vault keeps.
   *
   * @throws BrokenSealException when the index is not the one that was sealed for this case
   */
  public static PersonFile open(SealedPerson sealed, byte[] dataKey) {
    DataKey key = DataKey.of(dataKey);
    SealedBody index = sealed.index();
    if (!index.organization().equals(sealed.responsible())) {
      throw new BrokenSealException("the index is not of the responsible organisation");
    }
    byte[] plain =
        key.open(
            index.bytes(),
            indexBinding(sealed.country(), sealed.responsible(), sealed.caseId(), index.version()));
    return new PersonFile(
        sealed.caseId(),
        sealed.country(),
        sealed.responsible(),
        key,
        index.version(),
        VersionIndex.decode(plain),
        sealed.items());
  }

  /** Counts every change of the file; journalled, so that a file put back whole is noticed. */
  public long version() {
    return indexVersion;
  }

  /**
   * Unseals these categories and no other.
   *
   * @throws BrokenSealException when one of them is not what was kept last
   */
  public IdentityItems read(Collection<ItemCategory> categories) {
    Map<IdentityField, String> texts = new EnumMap<>(IdentityField.class);
    for (ItemCategory category : categories) {
      unseal(Slot.of(category)).map(ItemBytes::items).ifPresent(of -> texts.putAll(of.texts()));
    }
    return IdentityItems.of(texts);
  }

  /**
   * The text of a note; empty when there is none with this id.
   *
   * @throws BrokenSealException when it is not what was kept
   */
  public Optional<String> readNote(UUID note) {
    return unseal(Slot.note(note)).filter(it -> !AttachmentCard.isCard(it)).map(ItemBytes::note);
  }

  /**
   * What opens an attachment; empty when there is none in this place.
   *
   * @throws BrokenSealException when it is not what was kept
   */
  public Optional<AttachmentCard> readCard(Slot slot) {
    return unseal(slot)
        .filter(AttachmentCard::isCard)
        .map(plain -> AttachmentCard.decode(slot.note(), plain));
  }

  /** Whether something is kept in this place. */
  public boolean has(Slot slot) {
    return index.version(slot) > 0;
  }

  /** The ids of all notes. */
  public Set<UUID> notes() {
    return index.slots().stream()
        .map(Slot::note)
        .filter(note -> !note.equals(Slot.NO_NOTE))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The categories of which something is kept, notes among them. */
  public Set<ItemCategory> kept() {
    return index.slots().stream().map(Slot::category).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether there is a note with this id. */
  public boolean hasNote(UUID note) {
    return has(Slot.note(note));
  }

  /**
   * Seals the categories of {@code said} anew, what was there before corrected by it. The current
   * items of those categories must have been asked for.
   *
   * @throws BrokenSealException when what is there now does not open
   */
  public SealedPerson.Change keep(IdentityItems said) {
    Set<ItemCategory> categories = said.categories();
    IdentityItems whole = read(categories).correctedBy(said);
    Map<Slot, byte[]> plain = new HashMap<>();
    for (ItemCategory category : categories) {
      plain.put(Slot.of(category), ItemBytes.of(whole.only(category)));
    }
    return seal(responsible, plain);
  }

  /** Seals a new note. */
  public SealedPerson.Change keepNote(UUID note, String text) {
    return seal(responsible, Map.of(Slot.note(note), ItemBytes.ofNote(text)));
  }

  /** Seals what opens an attachment. */
  public SealedPerson.Change keepCard(AttachmentCard card) {
    return seal(responsible, Map.of(card.slot(), card.encode()));
  }

  /** Seals an index that does not know this place any more. */
  public SealedPerson.Change forget(Slot slot) {
    return new SealedPerson.Change(sealed(index.without(slot), responsible), Map.of());
  }

  /** Seals the index under another responsible organisation; the items stay as they are. */
  public SealedPerson.Change handTo(OrganizationId next) {
    return seal(next, Map.of());
  }

  private SealedPerson.Change seal(OrganizationId under, Map<Slot, byte[]> plain) {
    VersionIndex next = index;
    Map<Slot, SealedBody> sealed = new HashMap<>();
    for (Map.Entry<Slot, byte[]> entry : plain.entrySet()) {
      Slot slot = entry.getKey();
      long version = index.version(slot) + 1;
      byte[] bytes = key.seal(entry.getValue(), itemBinding(under, slot, version));
      sealed.put(slot, new SealedBody(under, version, bytes));
      next = next.with(slot, version);
    }
    return new SealedPerson.Change(sealed(next, under), sealed);
  }

  private SealedBody sealed(VersionIndex next, OrganizationId under) {
    byte[] bytes = key.seal(next.encode(), indexBinding(country, under, caseId, indexVersion + 1));
    return new SealedBody(under, indexVersion + 1, bytes);
  }

  private Optional<byte[]> unseal(Slot slot) {
    long current = index.version(slot);
    SealedBody kept = items.get(slot);
    if (current == 0 && kept == null) {
      return Optional.empty();
    }
    if (kept == null || kept.version() != current) {
      throw new BrokenSealException("not the version that was kept last");
    }
    return Optional.of(
        key.open(kept.bytes(), itemBinding(kept.organization(), slot, kept.version())));
  }

  private byte[] itemBinding(OrganizationId organization, Slot slot, long version) {
    return Binding.of("uputnica.item.v1")
        .text(country.value())
        .id(organization.value())
        .id(caseId.value())
        .text(slot.category().name())
        .id(slot.note())
        .number(version)
        .bytes();
  }

  private static byte[] indexBinding(
      CountryCode country, OrganizationId organization, CaseId caseId, long version) {
    return Binding.of("uputnica.index.v1")
        .text(country.value())
        .id(organization.value())
        .id(caseId.value())
        .number(version)
        .bytes();
  }
}
