package org.uputnica.launch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells the person at the keyboard, in plain words, what is being started and how long it took. */
public final class Progress {
  private final PrintStream out;

  private Progress(PrintStream out) {
    this.out = out;
  }

  /** Speaks on standard output. */
  public static Progress onConsole() {
    return new Progress(System.out);
  }

  /** Says nothing, for tests. */
  public static Progress silent() {
    return new Progress(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  /** One line of its own. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints {@code what ...}, does it, and ends the line with the seconds it took. */
  void step(String what, Runnable action) {
    out.print(what + " ... ");
    out.flush();
    long begin = System.nanoTime();
    boolean done = false;
    try {
      action.run();
      done = true;
    } finally {
      out.println(
          done
              ? String.format(Locale.ROOT, "ready (%.1f s)", (System.nanoTime() - begin) / 1e9)
              : "failed");
      out.flush();
    }
  }
}
