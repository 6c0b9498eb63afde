package org.uputnica.casefile.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The plain bytes under a seal: format, then for every text its tag, its length and its UTF-8, then
 * zeroes up to a multiple of {@value #BLOCK}, so that the length of a ciphertext does not tell a
 * short name from a long one.
 */
final class ItemBytes {
  static final int BLOCK = 64;
  private static final byte FORMAT = 1;
  private static final byte END = 0;

  /** Tag of the one text of a note. */
  private static final int NOTE = 127;

  private static final Map<Integer, IdentityField> FIELDS = new HashMap<>();

  static {
    for (IdentityField field : IdentityField.values()) {
      FIELDS.put(field.tag(), field);
    }
  }

  private ItemBytes() {}

  static byte[] of(IdentityItems items) {
    Map<Integer, String> texts = new LinkedHashMap<>();
    items.texts().forEach((field, text) -> texts.put(field.tag(), text));
    return write(texts);
  }

  static byte[] ofNote(String text) {
    return write(Map.of(NOTE, text));
  }

  static IdentityItems items(byte[] plain) {
    Map<IdentityField, String> texts = new EnumMap<>(IdentityField.class);
    read(plain)
        .forEach((tag, text) -> {
          IdentityField field = FIELDS.get(tag);
          if (field == null) {
            throw new BrokenSealException("a field this version does not know");
          }
          texts.put(field, text);
        });
    return IdentityItems.of(texts);
  }

  static String note(byte[] plain) {
    String text = read(plain).get(NOTE);
    if (text == null) {
      throw new BrokenSealException("a note without text");
    }
    return text;
  }

  private static byte[] write(Map<Integer, String> texts) {
    Map<Integer, byte[]> encoded = new LinkedHashMap<>();
    texts.forEach((tag, text) -> encoded.put(tag, text.getBytes(StandardCharsets.UTF_8)));
    int length = 2 + encoded.values().stream().mapToInt(bytes -> 5 + bytes.length).sum();
    ByteBuffer out = ByteBuffer.allocate((length + BLOCK - 1) / BLOCK * BLOCK);
    out.put(FORMAT);
    encoded.forEach((tag, bytes) -> out.put(tag.byteValue()).putInt(bytes.length).put(bytes));
    return out.array();
  }

  private static Map<Integer, String> read(byte[] plain) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    if (in.get() != FORMAT) {
      throw new BrokenSealException("items of another format");
    }
    Map<Integer, String> texts = new HashMap<>();
    for (byte tag = in.get(); tag != END; tag = in.get()) {
      byte[] text = new byte[in.getInt()];
      in.get(text);
      texts.put((int) tag, new String(text, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
