package org.uputnica.play;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds texts in files of any kind: as they are, in UTF-16, in hexadecimal digits, in Base64. */
final class Needles {
  private final List<List<Needle>> byFirstBytes = new ArrayList<>();

  private record Needle(String text, byte[] bytes) {}

  Needles() {
    for (int i = 0; i < 1 << 16; i++) {
      byFirstBytes.add(List.of());
    }
  }

  void add(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    add(text, plain);
    add(text, text.getBytes(StandardCharsets.UTF_16LE));
    add(text, ascii(HexFormat.of().formatHex(plain)));
    add(text, ascii(HexFormat.of().withUpperCase().formatHex(plain)));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + plain.length];
      System.arraycopy(plain, 0, shifted, before, plain.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // symbols at the ends also depend on what stands before and after
      String certain = encoded.substring((before * 4 + 2) / 3, (before + plain.length) * 4 / 3);
      add(text, ascii(certain));
      add(text, ascii(certain.replace('+', '-').replace('/', '_')));
    }
  }

  /** Which of the texts are in these bytes. */
  Set<String> in(byte[] hay) {
    Set<String> found = new TreeSet<>();
    for (int at = 0; at + 1 < hay.length; at++) {
      for (Needle needle : byFirstBytes.get(firstBytes(hay, at))) {
        if (isAt(needle.bytes(), hay, at)) {
          found.add(needle.text());
        }
      }
    }
    return found;
  }

  private void add(String text, byte[] bytes) {
    int first = firstBytes(bytes, 0);
    List<Needle> more = new ArrayList<>(byFirstBytes.get(first));
    more.add(new Needle(text, bytes));
    byFirstBytes.set(first, more);
  }

  private static boolean isAt(byte[] needle, byte[] hay, int at) {
    if (at + needle.length > hay.length) {
      return false;
    }
    for (int i = 0; i < needle.length; i++) {
      if (hay[at + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }

  private static int firstBytes(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
