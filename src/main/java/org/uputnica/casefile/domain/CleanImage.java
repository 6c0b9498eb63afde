package org.uputnica.casefile.domain;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A picture painted anew from its pixels: upright, and without anything else that was in the file:
 * place, time and device of the camera, thumbnails, comments, a second file hung on behind. Works
 * in memory only; the image streams of the JDK would otherwise cache on disk.
 */
final class CleanImage {
  /** More are refused before they are unpacked: up to four bytes each. */
  static final long MOST_PIXELS = 50_000_000;

  private static final float QUALITY = 0.92f;
  private static final int UPRIGHT = 1;

  private CleanImage() {}

  /** The same picture; empty when it cannot be read or is too large. */
  static Optional<byte[]> of(byte[] file, ContentType type) {
    String format = type == ContentType.PNG ? "png" : "jpeg";
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
        return Optional.empty();
      }
      BufferedImage seen = reader.read(0);
      int orientation = type == ContentType.JPEG ? orientation(file) : UPRIGHT;
      return Optional.of(write(orientation == UPRIGHT ? seen : turned(seen, orientation), format));
    } catch (IOException | RuntimeException damaged) {
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private static byte[] write(BufferedImage image, String format) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Exif tag 0x0112: 1 upright, 2 to 8 turned or mirrored. */
  private static int orientation(byte[] jpeg) throws IOException {
    try {
      @Nullable ExifIFD0Directory exif =
          JpegMetadataReader.readMetadata(new ByteArrayInputStream(jpeg), List.of(new ExifReader()))
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      @Nullable Integer tag =
          exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return tag == null || tag < 1 || tag > 8 ? UPRIGHT : tag;
    } catch (JpegProcessingException unreadable) {
      return UPRIGHT;
    }
  }

  private static BufferedImage turned(BufferedImage image, int orientation) {
    int width = image.getWidth();
    int height = image.getHeight();
    boolean lying = orientation >= 5;
    var upright =
        new BufferedImage(
            lying ? height : width, lying ? width : height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pencil = upright.createGraphics();
    try {
      pencil.drawImage(image, transform(orientation, width, height), null);
    } finally {
      pencil.dispose();
    }
    return upright;
  }

  /** Where each pixel goes, row by row of the table in Exif 2.32, 4.6.4. */
  private static AffineTransform transform(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
