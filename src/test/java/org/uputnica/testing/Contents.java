package org.uputnica.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Contents of attachments as they are sent, good and bad; every picture is invented. */
public final class Contents {
  private Contents() {}

  /** A picture: its upper left corner is red, the rest blue. */
  public static byte[] picture(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        boolean corner = x < width / 2 && y < height / 2;
        image.setRGB(x, y, (corner ? Color.RED : Color.BLUE).getRGB());
      }
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A JPEG as a telephone writes it: turned, with a comment in it and something behind its end. */
  public static byte[] photograph(int orientation, String comment, byte[] tail) {
    byte[] plain = picture("jpeg", 64, 32);
    return joined(
        new byte[] {(byte) 0xFF, (byte) 0xD8},
        segment(0xE1, exif(orientation)),
        segment(0xFE, comment.getBytes(ISO_8859_1)),
        java.util.Arrays.copyOfRange(plain, 2, plain.length),
        tail);
  }

  /** A PNG that says it has very many pixels and brings almost none. */
  public static byte[] bomb(int width, int height) {
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    return joined(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
        chunk("IHDR", header.array()),
        chunk("IDAT", deflated(new byte[1000])),
        chunk("IEND", new byte[0]));
  }

  /** A PDF of one empty page, with {@code more} as a further object. */
  public static byte[] pdf(byte[] more) {
    return joined(
        "%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n".getBytes(ISO_8859_1),
        "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n".getBytes(ISO_8859_1),
        "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>> endobj\n".getBytes(ISO_8859_1),
        more,
        "\ntrailer <</Size 4 /Root 1 0 R>>\nstartxref\n0\n%%EOF\n".getBytes(ISO_8859_1));
  }

  /** A PDF object with a deflated stream. */
  public static byte[] deflatedObject(String dictionary, byte[] content) {
    byte[] packed = deflated(content);
    return joined(
        ("4 0 obj <<"
                + dictionary
                + " /Filter /FlateDecode /Length "
                + packed.length
                + ">>\nstream\n")
            .getBytes(ISO_8859_1),
        packed,
        "\nendstream endobj\n".getBytes(ISO_8859_1));
  }

  /** A sound: a WAV header and {@code samples} behind it. */
  public static byte[] sound(byte[] samples) {
    var header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(ISO_8859_1)).putInt(36 + samples.length);
    header.put("WAVEfmt ".getBytes(ISO_8859_1)).putInt(16).putShort((short) 1).putShort((short) 1);
    header.putInt(8000).putInt(8000).putShort((short) 1).putShort((short) 8);
    header.put("data".getBytes(ISO_8859_1)).putInt(samples.length);
    return joined(header.array(), samples);
  }

  public static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflated(byte[] plain) {
    try (var deflater = new Deflater()) {
      deflater.setInput(plain);
      deflater.finish();
      var bytes = new ByteArrayOutputStream();
      byte[] piece = new byte[64 * 1024];
      while (!deflater.finished()) {
        bytes.write(piece, 0, deflater.deflate(piece));
      }
      return bytes.toByteArray();
    }
  }

  private static byte[] exif(int orientation) {
    var tiff = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("Exif\0\0".getBytes(ISO_8859_1));
    tiff.put("II".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    return tiff.array();
  }

  private static byte[] segment(int marker, byte[] content) {
    return joined(
        new byte[] {(byte) 0xFF, (byte) marker},
        ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
        content);
  }

  private static byte[] chunk(String type, byte[] content) {
    var bytes = new ByteArrayOutputStream();
    var crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(content);
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(content.length);
      out.write(type.getBytes(ISO_8859_1));
      out.write(content);
      out.writeInt((int) crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
