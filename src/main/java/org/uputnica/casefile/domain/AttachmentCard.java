package org.uputnica.casefile.domain;

import com.google.crypto.tink.subtle.Random;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.UUID;

/**
 * What opens an attachment: the key of its content and what the content is. Sealed as one item of
 * the person's file, so it is bound, versioned, handed over and erased as her name is; who destroys
 * it has destroyed the content.
 *
 * @param upload the attempt whose chunks belong to this key
 * @param size bytes of the content
 * @param key 32 random bytes, of this content alone
 */
public record AttachmentCard(
    UUID attachment, AttachmentKind kind, UUID upload, ContentType type, long size, byte[] key) {
  /** Beside format 1, the texts of {@link ItemBytes}. */
  private static final byte FORMAT = 2;

  private static final int KEY_BYTES = 32;
  private static final int PADDED = 128;

  /** A new key for one content. */
  public static byte[] newKey() {
    return Random.randBytes(KEY_BYTES);
  }

  /** Its place in the person's file. */
  public Slot slot() {
    return new Slot(kind.category(), attachment);
  }

  static boolean isCard(byte[] plain) {
    return plain[0] == FORMAT;
  }

  byte[] encode() {
    var bytes = new ByteArrayOutputStream(PADDED);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(kind.name());
      out.writeLong(upload.getMostSignificantBits());
      out.writeLong(upload.getLeastSignificantBits());
      out.writeUTF(type.name());
      out.writeLong(size);
      out.write(key);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Arrays.copyOf(bytes.toByteArray(), PADDED);
  }

  static AttachmentCard decode(UUID attachment, byte[] plain) {
    try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
      if (in.readByte() != FORMAT) {
        throw new BrokenSealException("a card of another format");
      }
      var kind = AttachmentKind.valueOf(in.readUTF());
      var upload = new UUID(in.readLong(), in.readLong());
      var type = ContentType.valueOf(in.readUTF());
      long size = in.readLong();
      return new AttachmentCard(attachment, kind, upload, type, size, in.readNBytes(KEY_BYTES));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new BrokenSealException("a card that cannot be read");
    }
  }
}
