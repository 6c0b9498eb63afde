package org.uputnica.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a journal entry as {@code docs/journal.md} says, so that the entries of the plain SQL hold
 * when somebody verifies the journal afterwards.
 */
final class Journal {
  private Journal() {}

  /** Key, value, key, value; sorted by key. */
  static List<String> details(String... keyValues) {
    Map<String, String> sorted = new TreeMap<>();
    for (int i = 0; i < keyValues.length; i += 2) {
      sorted.put(keyValues[i], keyValues[i + 1]);
    }
    return sorted.entrySet().stream()
        .<String>mapMulti((each, add) -> {
          add.accept(each.getKey());
          add.accept(each.getValue());
        })
        .toList();
  }

  static byte[] leaf(
      byte[] salt,
      Instant at,
      Person actor,
      String subjectOfActor,
      String action,
      UUID caseId,
      @Nullable String subject,
      List<String> details) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((byte) 0);
      sha256.update(salt);
      ByteArrayOutputStream out = new ByteArrayOutputStream(256);
      text(out, "uputnica-journal-entry-1");
      field(
          out,
          ByteBuffer.allocate(12)
              .putLong(at.getEpochSecond())
              .putInt(at.getNano() / 1_000)
              .array());
      text(out, Person.COUNTRY);
      field(out, bytes(actor.organization()));
      text(out, subjectOfActor);
      texts(out, actor.roles());
      text(out, action);
      text(out, "DONE");
      field(out, bytes(caseId));
      text(out, subject);
      texts(out, details);
      return sha256.digest(out.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static void texts(ByteArrayOutputStream out, List<String> values) {
    number(out, values.size());
    values.forEach(each -> text(out, each));
  }

  private static void text(ByteArrayOutputStream out, @Nullable String value) {
    field(out, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  private static void field(ByteArrayOutputStream out, byte @Nullable [] value) {
    if (value == null) {
      number(out, -1);
    } else {
      number(out, value.length);
      out.writeBytes(value);
    }
  }

  private static void number(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }
}
