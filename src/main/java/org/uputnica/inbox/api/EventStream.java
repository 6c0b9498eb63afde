package org.uputnica.inbox.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.uputnica.changes.ChangeService;
import org.uputnica.changes.ChangeService.Told;
import org.uputnica.changes.api.ChangeContract;
import org.uputnica.inbox.Streams.Listening;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.token.TokenWatch;

/**
 * What changes for a caller, as server-sent events: each with the cursor as its id that whoever
 * comes back goes on from. Written as it happens, by the one thread of its request, which asks
 * before every word whether the token still holds.
 */
final class EventStream extends InputStream {
  private static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final ChangeService changes;
  private final TokenWatch tokens;
  private final ObjectMapper json;
  private final Duration heartbeat;
  private final Caller caller;
  private final SecurityIdentity identity;
  private final Listening listening;
  private final Told first;

  EventStream(
      ChangeService changes,
      TokenWatch tokens,
      ObjectMapper json,
      Duration heartbeat,
      Caller caller,
      SecurityIdentity identity,
      Listening listening,
      Told first) {
    this.changes = changes;
    this.tokens = tokens;
    this.json = json;
    this.heartbeat = heartbeat;
    this.caller = caller;
    this.identity = identity;
    this.listening = listening;
    this.first = first;
  }

  /** Ends without an exception when it may not go on: whoever reads comes back, and is told why. */
  @Override
  public long transferTo(OutputStream out) throws IOException {
    try (listening) {
      Told told = first;
      long written = write(out, event(told));
      while (goesOn(told)) {
        Told before = told;
        try {
          told = Callers.as(caller, () -> changes.since(before.cursor(), caller));
        } catch (RefusedException beginAnew) {
          return written;
        }
        written += write(out, isSilent(told) ? ALIVE : event(told));
      }
      return written;
    }
  }

  /** Waits for something to tell, and for the next sign of life no longer. */
  private boolean goesOn(Told told) {
    if (!told.more()) {
      Duration left = listening.left();
      try {
        listening.await(left.compareTo(heartbeat) < 0 ? left : heartbeat);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !listening.isOver() && tokens.holds(identity);
  }

  private static boolean isSilent(Told told) {
    return told.changes().isEmpty();
  }

  private byte[] event(Told told) throws IOException {
    return ("id: "
            + told.cursor()
            + "\nevent: changes\ndata: "
            + json.writeValueAsString(ChangeContract.toDto(told))
            + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static long write(OutputStream out, byte[] words) throws IOException {
    out.write(words);
    out.flush();
    return words.length;
  }

  /** Nothing is read from it; it writes itself. */
  @Override
  public int read() {
    return -1;
  }

  @Override
  public void close() {
    listening.close();
  }
}
