package org.uputnica.changes.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * How far a device has been told: after this mark, on this timeline. As a cursor it belongs to one
 * account with the roles it had, since with others it would have been told other things.
 *
 * @param told when the device was told
 */
public record Place(String timeline, Instant told, long transaction, String kind, UUID id) {
  private static final String LIST = "changes";
  private static final int PARTS = 6;
  private static final UUID FIRST = new UUID(0, 0);

  /** Everything before the horizon has been told. */
  public static Place at(Horizon horizon, Instant now) {
    return new Place(horizon.timeline(), now, horizon.before(), "", FIRST);
  }

  /** Everything up to this mark has been told. */
  public static Place after(Mark mark, Horizon horizon, Instant now) {
    return new Place(horizon.timeline(), now, mark.transaction(), mark.kind().name(), mark.id());
  }

  /**
   * Reads what {@link #print} wrote.
   *
   * @throws RefusedException {@code invalid-cursor} when it is none, {@code begin-anew} when it was
   *     made for somebody else
   */
  public static Place read(String text, Caller caller) {
    Cursor cursor = java.util.Objects.requireNonNull(Cursor.read(LIST, PARTS, text));
    if (!cursor.key().getFirst().equals(owner(caller))) {
      throw anew("It was made for another account, or for other roles");
    }
    return new Place(
        cursor.key().get(1),
        cursor.part(2, Instant::parse),
        cursor.part(3, Long::parseUnsignedLong),
        cursor.key().get(4),
        cursor.part(5, UUID::fromString));
  }

  /**
   * Demands that the register still knows everything since then.
   *
   * @throws RefusedException {@code begin-anew}
   */
  public void require(Horizon horizon, Instant now, Duration keptFor) {
    if (told.isBefore(now.minus(keptFor))) {
      throw anew("It is older than changes are kept");
    }
    if (!timeline.equals(horizon.timeline()) || transaction > horizon.before()) {
      throw anew("The database was put back from a backup since");
    }
  }

  public String print(Caller caller) {
    return new Cursor(
            LIST,
            List.of(
                owner(caller),
                timeline,
                told.toString(),
                Long.toUnsignedString(transaction),
                kind,
                id.toString()))
        .print();
  }

  private static String owner(Caller caller) {
    String facts =
        caller.roles().stream()
            .sorted()
            .collect(
                Collectors.joining(
                    " ",
                    caller.user() + '@' + caller.organization() + '@' + caller.country() + ' ',
                    ""));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(facts.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RefusedException anew(String why) {
    return RefusedException.of(ProblemType.BEGIN_ANEW, why);
  }
}
