package org.uputnica.casefile.domain;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * Associated data: to what a sealed thing belongs, in an encoding that two different meanings can
 * never share. Texts carry their length, everything else has a fixed one, and the first text says
 * which fields follow.
 */
final class Binding {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
  private final DataOutputStream out = new DataOutputStream(bytes);

  private Binding() {}

  static Binding of(String kind) {
    return new Binding().text(kind);
  }

  Binding text(String value) {
    try {
      out.writeUTF(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return this;
  }

  Binding id(UUID value) {
    return number(value.getMostSignificantBits()).number(value.getLeastSignificantBits());
  }

  Binding number(long value) {
    try {
      out.writeLong(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
