package org.uputnica.casefile;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.uputnica.casefile.domain.Shredded;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.SafeTrace;

/**
 * The erased, outside the database, so that a backup brings nobody back. One line each: the id of
 * the case, signed by its country (JWS, ES256) together with the hash of the line before. Lines are
 * only added; a line changed, forged or taken out of the middle is found. That the last lines were
 * cut off the list alone cannot tell: copies of it can ({@link ShredSettings}).
 */
@ApplicationScoped
public class ShredList {
  /** Name of the list in its directory. */
  public static final String LIST = "list";

  /** Directories that get a copy, one a line. */
  public static final String PLACES = "places";

  /** Name of a copy in its place. */
  public static final String COPY = "shred-list";

  private static final String END = "\n";
  private static final String COUNTRY = "iss";
  private static final String CASE = "case";
  private static final String AT = "at";
  private static final String BEFORE = "before";

  /** A lock on a file is between processes; inside this one somebody else has to keep order. */
  private static final ReentrantLock INSIDE = new ReentrantLock();

  private final Path directory;
  private final KeyCustody custody;

  /** Places that were said to be out of reach. */
  private final Set<Path> outOfReach = new HashSet<>();

  ShredList(ShredSettings settings, KeyCustody custody) {
    this.directory = settings.directory();
    this.custody = custody;
  }

  /**
   * Writes the line of one without its end, which {@link #add} writes: so far she is not on the
   * list, but it is known that she can be put on it, and after a crash who was to be.
   *
   * @throws RefusedException {@code unavailable} when the list cannot be written
   */
  public synchronized void prepare(Shredded shredded) {
    write(whole -> sign(shredded, whole));
  }

  /** The one whose line waits for its end. */
  public synchronized Optional<Shredded> prepared() {
    String text = text();
    if (text.isEmpty() || text.endsWith(END)) {
      return Optional.empty();
    }
    List<String> lines = text.lines().toList();
    try {
      return Optional.of(verify(lines, lines.size() - 1));
    } catch (IllegalStateException cut) {
      return Optional.empty();
    }
  }

  /** Forgets the line of one whose erasure does not stand. */
  synchronized void drop(@Observes(during = TransactionPhase.AFTER_FAILURE) Shredded shredded) {
    if (prepared().filter(shredded::equals).isPresent()) {
      write(_ -> "");
    }
  }

  /** Adds one whose erasure stands. If that fails, {@link ErasureJob} adds her. */
  void addErased(@Observes(during = TransactionPhase.AFTER_SUCCESS) Shredded shredded) {
    try {
      add(shredded);
    } catch (RuntimeException failed) {
      Log.errorf(
          "ALARM case %s was erased and is not on the shred list yet: %s",
          shredded.caseId(), SafeTrace.of(failed));
    }
  }

  /**
   * Adds one, on the disk when this returns.
   *
   * @throws RefusedException {@code unavailable} when the list cannot be written
   */
  public synchronized void add(Shredded shredded) {
    write(whole -> sign(shredded, whole) + END);
    copy();
  }

  /** Puts something in the place of what follows the last whole line. */
  private void write(UnaryOperator<String> rest) {
    try {
      alone(
          directory,
          (list, whole) -> {
            ByteBuffer line = StandardCharsets.UTF_8.encode(rest.apply(whole));
            list.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            list.position(list.size());
            while (line.hasRemaining()) {
              list.write(line);
            }
            list.force(true);
          });
    } catch (IOException cannot) {
      Log.errorf("shred list cannot be written: %s", cannot.getClass().getSimpleName());
      throw RefusedException.of(
          ProblemType.UNAVAILABLE, "The list of the erased cannot be written; nobody was erased");
    }
  }

  /**
   * All on the list, in order.
   *
   * @throws IllegalStateException when the list is not what was written
   */
  public synchronized List<Shredded> read() {
    List<Shredded> found = new ArrayList<>();
    List<String> lines = wholeLines(text()).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      found.add(verify(lines, i));
    }
    return found;
  }

  private String text() {
    Path file = directory.resolve(LIST);
    try {
      return Files.exists(file) ? text(file) : "";
    } catch (IOException cannot) {
      throw new IllegalStateException("The shred list " + file + " cannot be read", cannot);
    }
  }

  /** Brings every place that can be reached up to date. */
  public synchronized void copy() {
    Path places = directory.resolve(PLACES);
    if (!Files.exists(places) || !Files.exists(directory.resolve(LIST))) {
      return;
    }
    try {
      alone(
          directory,
          (_, ours) -> {
            for (String place : Files.readAllLines(places)) {
              copyTo(Path.of(place), ours);
            }
          });
    } catch (IOException cannot) {
      Log.warnf("the shred list was not copied: %s", cannot.getClass().getSimpleName());
    }
  }

  private void copyTo(Path place, String ours) {
    try {
      if (!Files.isDirectory(place)) {
        if (outOfReach.add(place)) {
          Log.warnf("shred list: %s is out of reach; take the list there by hand", place);
        }
        return;
      }
      outOfReach.remove(place);
      Path copy = place.resolve(COPY);
      String theirs = Files.exists(copy) ? wholeLines(copy) : "";
      if (!ours.startsWith(theirs)) {
        Log.errorf("ALARM the shred list in %s knows other erased persons; left as it is", place);
        return;
      }
      if (ours.equals(theirs)) {
        return;
      }
      Path draft = place.resolve(COPY + ".new");
      Files.writeString(
          draft,
          ours,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException cannot) {
      Log.warnf("shred list: no copy in %s (%s)", place, cannot.getClass().getSimpleName());
    }
  }

  private String sign(Shredded shredded, String before) {
    try {
      JwtClaims claims = new JwtClaims();
      claims.setStringClaim(COUNTRY, shredded.country().value());
      claims.setStringClaim(CASE, shredded.caseId().toString());
      claims.setStringClaim(AT, shredded.at().toString());
      claims.setStringClaim(BEFORE, hash(before.lines().reduce("", (_, last) -> last)));
      JsonWebSignature signed = new JsonWebSignature();
      signed.setPayload(claims.toJson());
      signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
      signed.setKey(custody.country(shredded.country()).sign().getPrivateKey());
      return signed.getCompactSerialization();
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Shredded verify(List<String> lines, int at) {
    try {
      JsonWebSignature signed = new JsonWebSignature();
      signed.setAlgorithmConstraints(
          new AlgorithmConstraints(
              ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
      signed.setCompactSerialization(lines.get(at));
      JwtClaims claims = JwtClaims.parse(signed.getUnverifiedPayload());
      if (!List.of(COUNTRY, CASE, AT, BEFORE).stream().allMatch(claims::hasClaim)) {
        throw damaged(at);
      }
      CountryCode country = new CountryCode(claims.getStringClaimValue(COUNTRY));
      signed.setKey(custody.country(country).publicSign().getPublicKey());
      if (signed.verifySignature()
          && hash(at == 0 ? "" : lines.get(at - 1)).equals(claims.getStringClaimValue(BEFORE))) {
        return new Shredded(
            new CaseId(UUID.fromString(claims.getStringClaimValue(CASE))),
            country,
            Instant.parse(claims.getStringClaimValue(AT)));
      }
    } catch (JoseException
        | InvalidJwtException
        | MalformedClaimException
        | IllegalArgumentException unreadable) {
      // said below
    }
    throw damaged(at);
  }

  private IllegalStateException damaged(int at) {
    return new IllegalStateException(
        "The shred list in %s is damaged at line %d: take a copy from a place it is copied to"
            .formatted(directory, at + 1));
  }

  /**
   * Has the list at rest: no other copy of the service, nor another thread, changes or copies it.
   */
  public static void alone(Path directory, Work work) throws IOException {
    Files.createDirectories(directory);
    INSIDE.lock();
    try (FileChannel list =
            FileChannel.open(
                directory.resolve(LIST),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock held = list.lock()) {
      work.with(list, wholeLines(list));
    } finally {
      INSIDE.unlock();
    }
  }

  /** What is done with the list at rest. */
  public interface Work {
    /**
     * Does it.
     *
     * @param whole as far as it was acknowledged
     */
    void with(FileChannel list, String whole) throws IOException;
  }

  /** A line without its end was never acknowledged. */
  private static String wholeLines(FileChannel list) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(list.size()));
    while (bytes.hasRemaining() && list.read(bytes, bytes.position()) >= 0) {
      // the rest
    }
    return wholeLines(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
  }

  /** The list in this file as far as it was acknowledged. */
  public static String wholeLines(Path list) throws IOException {
    return wholeLines(text(list));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String wholeLines(String text) {
    return text.substring(0, text.lastIndexOf(END) + 1);
  }

  private static String hash(String line) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
