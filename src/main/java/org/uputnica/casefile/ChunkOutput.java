package org.uputnica.casefile;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written to it into chunks of half a megabyte and hands them on in order. */
final class ChunkOutput extends OutputStream {
  private static final int CHUNK = 512 * 1024;

  private final Sink sink;
  private final byte[] chunk = new byte[CHUNK];
  private int filled;
  private int number;

  ChunkOutput(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int fits = Math.min(length - done, CHUNK - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, fits);
      filled += fits;
      done += fits;
      if (filled == CHUNK) {
        handOn();
      }
    }
  }

  @Override
  public void close() {
    if (filled > 0) {
      handOn();
    }
  }

  private void handOn() {
    sink.take(number++, Arrays.copyOf(chunk, filled));
    filled = 0;
  }

  /** Where chunks go. */
  interface Sink {
    void take(int number, byte[] chunk);
  }
}
