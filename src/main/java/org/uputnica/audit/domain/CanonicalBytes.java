package org.uputnica.audit.domain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields one after another, each as a four-byte length (big-endian) and its bytes; an absent
 * field is the length -1 alone; a list is its count and then its fields.
 */
final class CanonicalBytes {
  private static final int ABSENT = -1;
  private static final int NANOS_PER_MICRO = 1_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  CanonicalBytes text(@Nullable String value) {
    return field(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  CanonicalBytes texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  CanonicalBytes uuid(@Nullable UUID value) {
    return field(
        value == null
            ? null
            : ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array());
  }

  /** Seconds since 1970 in eight bytes, microseconds of the second in four. */
  CanonicalBytes instant(Instant value) {
    return field(
        ByteBuffer.allocate(12)
            .putLong(value.getEpochSecond())
            .putInt(value.getNano() / NANOS_PER_MICRO)
            .array());
  }

  CanonicalBytes integer(long value) {
    return field(ByteBuffer.allocate(8).putLong(value).array());
  }

  CanonicalBytes integers(List<Long> values) {
    number(values.size());
    values.forEach(this::integer);
    return this;
  }

  CanonicalBytes octets(@Nullable Octets value) {
    return field(value == null ? null : value.bytes());
  }

  CanonicalBytes allOctets(List<Octets> values) {
    number(values.size());
    values.forEach(this::octets);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private CanonicalBytes field(byte @Nullable [] value) {
    if (value == null) {
      number(ABSENT);
    } else {
      number(value.length);
      out.writeBytes(value);
    }
    return this;
  }

  private void number(int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }
}
