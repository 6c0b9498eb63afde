package org.uputnica.casefile.domain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.uputnica.consent.domain.ItemCategory;

/** The current version of every slot of one person; a slot it does not name does not exist. */
final class VersionIndex {
  private static final int FORMAT = 1;
  private static final VersionIndex EMPTY = new VersionIndex(new TreeMap<>());

  private final SortedMap<Slot, Long> versions;

  private VersionIndex(SortedMap<Slot, Long> versions) {
    this.versions = versions;
  }

  static VersionIndex empty() {
    return EMPTY;
  }

  /** The current version, from 1; 0 for a slot that does not exist. */
  long version(Slot slot) {
    return versions.getOrDefault(slot, 0L);
  }

  /** The slots there are. */
  Set<Slot> slots() {
    return versions.keySet();
  }

  VersionIndex with(Slot slot, long version) {
    SortedMap<Slot, Long> next = new TreeMap<>(versions);
    next.put(slot, version);
    return new VersionIndex(next);
  }

  VersionIndex without(Slot slot) {
    SortedMap<Slot, Long> next = new TreeMap<>(versions);
    next.remove(slot);
    return new VersionIndex(next);
  }

  byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(versions.size());
      for (Map.Entry<Slot, Long> entry : versions.entrySet()) {
        out.writeUTF(entry.getKey().category().name());
        out.writeLong(entry.getKey().note().getMostSignificantBits());
        out.writeLong(entry.getKey().note().getLeastSignificantBits());
        out.writeLong(entry.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static VersionIndex decode(byte[] encoded) {
    SortedMap<Slot, Long> versions = new TreeMap<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      if (in.readByte() != FORMAT) {
        throw new BrokenSealException("an index of another format");
      }
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        ItemCategory category = ItemCategory.valueOf(in.readUTF());
        UUID note = new UUID(in.readLong(), in.readLong());
        versions.put(new Slot(category, note), in.readLong());
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new BrokenSealException("an index that cannot be read");
    }
    return new VersionIndex(versions);
  }
}
