package org.uputnica.door;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.door.domain.Door;
import org.uputnica.door.domain.NumberHash;
import org.uputnica.door.domain.ReceiptNumber;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.RefusedException;

/**
 * Opens her page to who brings the number, and lets pass who holds a session. An attempt is counted
 * before it is looked at; the slow hash is computed once for every one of them, whether there is
 * such a number, it is wrong, or it is shut, and the answer is the same.
 */
@ApplicationScoped
public class DoorService {
  private static final int SESSION_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Door door;
  private final DoorKeys keys;
  private final DoorSettings settings;
  private final DoorWords words;
  private final CaseService cases;
  private final AuditTrail audit;
  private final Clock clock;

  DoorService(
      Door door,
      DoorKeys keys,
      DoorSettings settings,
      DoorWords words,
      CaseService cases,
      AuditTrail audit,
      Clock clock) {
    this.door = door;
    this.keys = keys;
    this.settings = settings;
    this.words = words;
    this.cases = cases;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens.
   *
   * @param typed the number as somebody typed it
   * @param source where the request comes from
   * @param otherwise {@code Accept-Language}, for a language without texts
   * @throws RefusedException {@code invalid-value} for what is no number; {@code too-many-requests}
   *     when too much was tried from there or in all; {@code not-found} for an unknown number, a
   *     wrong one and one that is shut, alike
   */
  public OpenedDoor open(String typed, String source, @Nullable String otherwise) {
    ReceiptNumber number =
        ReceiptNumber.read(typed)
            .orElseThrow(() -> new RefusedException(new DoorRefusal.NotANumber()));
    UUID attempt = Ids.random();
    long lookup = keys.lookup(number);
    long from = keys.source(source);
    Door.Opened opens = look(number, attempt, lookup, from);
    byte[] token = new byte[SESSION_BYTES];
    random.nextBytes(token);
    String session = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    Instant now = clock.instant();
    Instant until = now.plus(settings.session());
    Caller her = caller(opens);
    return Callers.apart(
        her,
        () -> {
          door.open(hash(session), new Door.Opening(opens.number(), lookup, attempt, now, until));
          audit.append(AuditEvent.of("door-opened", her.own(), opens.number()));
          Locale language = words.language(own(her).language(), otherwise);
          return new OpenedDoor(
              session, until, language, words.title(language), words.welcome(language));
        });
  }

  /**
   * Does something as the person whose session it is, wherever she is: a telephone changes its
   * address on the way.
   *
   * @throws RefusedException {@code unauthenticated} without one, after its end, and when her
   *     number opens nothing any more
   */
  public <T> T behind(@Nullable String session, Supplier<T> work) {
    return as(session, false, work);
  }

  /**
   * As {@link #behind}, to close it: who repeats that, because the answer was lost on the way, is
   * still known.
   */
  public <T> T leaving(@Nullable String session, Supplier<T> work) {
    return as(session, true, work);
  }

  /**
   * Ends a session, in the running transaction.
   *
   * @throws RefusedException {@code unauthenticated} when it is closed already
   */
  public Instant close(String session) {
    Instant now = clock.instant();
    if (!door.close(hash(session), now)) {
      throw new RefusedException(new DoorRefusal.NotOpen());
    }
    return now;
  }

  private <T> T as(@Nullable String session, boolean closed, Supplier<T> work) {
    Caller her =
        Optional.ofNullable(session)
            .flatMap(it -> opened(it, closed))
            .map(this::caller)
            .orElseThrow(() -> new RefusedException(new DoorRefusal.NotOpen()));
    return Callers.as(her, work);
  }

  private Door.Opened look(ReceiptNumber number, UUID attempt, long lookup, long from) {
    Door.Answer answer =
        atTheDoor(() -> door.attempt(attempt, lookup, from, clock.instant(), limit()));
    if (answer == Door.Answer.WAIT) {
      throw new RefusedException(new DoorRefusal.TooMany(settings.window()));
    }
    Optional<Door.Behind> found = atTheDoor(() -> door.find(lookup));
    NumberHash hash =
        found
            .map(Door.Behind::hash)
            .orElseGet(() -> NumberHash.ofNobody(settings.rounds(), random));
    boolean fits = hash.fits(number, keys.number(number)) & answer == Door.Answer.LOOK;
    return found.filter(_ -> fits).map(Door.Behind::opens).orElseThrow(RefusedException::notFound);
  }

  private Door.Limit limit() {
    return new Door.Limit(
        settings.window(),
        settings.ofSource(),
        settings.ofAll(),
        settings.numberWindow(),
        settings.ofNumber());
  }

  private Optional<Door.Opened> opened(String session, boolean closed) {
    return atTheDoor(() -> door.behind(hash(session), clock.instant(), closed));
  }

  private Caller caller(Door.Opened opened) {
    return Caller.herself(
        opened.number(), atTheDoor(() -> door.goesOnIn(opened.caseId())), opened.country());
  }

  private CaseRecord own(Caller her) {
    return cases.require(Objects.requireNonNull(her.own()), her);
  }

  private static <T> T atTheDoor(Supplier<T> work) {
    return Callers.apart(Caller.AT_THE_DOOR, work);
  }

  private static byte[] hash(String session) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * Her page, open.
   *
   * @param session what her device sends with everything from now on
   * @param lines short neutral sentences
   */
  public record OpenedDoor(
      String session, Instant until, Locale language, String title, List<String> lines) {
    @Override
    public String toString() {
      return "OpenedDoor[redacted]";
    }
  }
}
