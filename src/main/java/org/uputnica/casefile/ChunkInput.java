package org.uputnica.casefile;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads chunks one after the other as one stream, never more than one of them at a time. */
final class ChunkInput extends InputStream {
  private final IntFunction<Optional<byte[]>> source;
  private byte[] chunk = new byte[0];
  private int read;
  private int number;

  ChunkInput(IntFunction<Optional<byte[]>> source) {
    this.source = source;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) {
    if (count == 0) {
      return 0;
    }
    if (read == chunk.length) {
      Optional<byte[]> next = source.apply(number);
      if (next.isEmpty()) {
        return -1;
      }
      chunk = next.get();
      number++;
      read = 0;
    }
    int length = Math.min(count, chunk.length - read);
    System.arraycopy(chunk, read, bytes, offset, length);
    read += length;
    return length;
  }
}
