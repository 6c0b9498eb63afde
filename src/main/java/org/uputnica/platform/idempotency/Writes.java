package org.uputnica.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.keys.KeySettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.Unavailable;
import org.uputnica.platform.time.RealTime;

/**
 * The one way to change something: one transaction that holds the change, its journal entries and
 * the answer under the caller's {@code Idempotency-Key}. The same key with the same request gives
 * the first answer again; the key and the change commit together, so no crash can leave one without
 * the other.
 */
@ApplicationScoped
public class Writes {
  private static final String FINGERPRINT = "HmacSHA256";

  private final Callers callers;
  private final DataSource dataSource;
  private final EntityManager entities;
  private final ObjectMapper json;
  private final Clock clock;
  private final SecretKeySpec fingerprintKey;

  Writes(
      Callers callers,
      DataSource dataSource,
      EntityManager entities,
      ObjectMapper json,
      @RealTime Clock clock,
      KeySettings keys) {
    this.callers = callers;
    this.dataSource = dataSource;
    this.entities = entities;
    this.json = json;
    this.clock = clock;
    this.fingerprintKey = fingerprintKey(keys.passphrase().orElse(""));
  }

  /**
   * Runs {@code change} once for this key.
   *
   * @param request what is asked: operation, path ids, revision and body; compared with the first
   *     use of the key
   * @throws RefusedException {@code key-reused} when the key came before with another request
   */
  public <T> RestResponse<T> once(
      UUID key, Class<T> answer, Request request, Supplier<RestResponse<T>> change) {
    return once(key, answer, request, change, Duration.ZERO);
  }

  /**
   * As {@link #once(UUID, Class, Request, Supplier)}, for an answer of which some is not kept: the
   * same key gives the first answer again, and the unkept as it is then, to whom may see it then.
   */
  public <T> RestResponse<T> once(
      UUID key,
      Class<T> answer,
      Request request,
      Unkept<T> unkept,
      Supplier<RestResponse<T>> change) {
    Given<T> given = given(key, answer, request, change, Duration.ZERO, unkept.fields());
    T body = given.response().getEntity();
    if (given.again() && body != null) {
      try {
        unkept.anew().accept(body);
      } catch (RefusedException unseen) {
        // no longer the caller's to see: the answer stays without it
      }
    }
    return given.response();
  }

  /**
   * As {@link #once(UUID, Class, Request, Supplier)}, for a change that may take long.
   *
   * @param longest after this it is rolled back; zero means after the usual minute
   */
  public <T> RestResponse<T> once(
      UUID key,
      Class<T> answer,
      Request request,
      Supplier<RestResponse<T>> change,
      Duration longest) {
    return given(key, answer, request, change, longest, Set.of()).response();
  }

  private <T> Given<T> given(
      UUID key,
      Class<T> answer,
      Request request,
      Supplier<RestResponse<T>> change,
      Duration longest,
      Set<String> unkept) {
    Caller caller = callers.current();
    byte[] fingerprint = fingerprint(request);
    try {
      return QuarkusTransaction.requiringNew()
          .timeout((int) longest.toSeconds())
          .call(() -> {
            Optional<RestResponse<T>> earlier = find(caller, key, fingerprint, answer);
            if (earlier.isPresent()) {
              return new Given<>(earlier.get(), true);
            }
            RestResponse<T> response = change.get();
            entities.flush();
            keep(caller, key, fingerprint, response, unkept);
            return new Given<>(response, false);
          });
    } catch (RuntimeException failed) {
      if (Unavailable.is(failed)) {
        throw failed;
      }
      // The same request may have been under way twice: the one that came too late, whatever it
      // stumbled over, has the answer of the other.
      return QuarkusTransaction.requiringNew()
          .call(() ->
              new Given<>(find(caller, key, fingerprint, answer).orElseThrow(() -> failed), true));
    }
  }

  private <T> Optional<RestResponse<T>> find(
      Caller caller, UUID key, byte[] fingerprint, Class<T> answer) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select fingerprint, status, etag, body from platform.idempotency where caller = ? and key = ?")) {
      select.setString(1, caller.user());
      select.setObject(2, key);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!MessageDigest.isEqual(fingerprint, row.getBytes(1))) {
          throw RefusedException.of(
              ProblemType.KEY_REUSED,
              "Use a new key for a new request",
              FieldProblem.at("Idempotency-Key", "was used for another request"));
        }
        return Optional.of(
            respond(row.getInt(2), json.readValue(row.getBytes(4), answer), row.getString(3)));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  private <T> void keep(
      Caller caller, UUID key, byte[] fingerprint, RestResponse<T> response, Set<String> unkept)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into platform.idempotency (caller, key, country, organization, fingerprint, status, etag,"
                    + " body, kept_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, caller.user());
      insert.setObject(2, key);
      insert.setString(3, caller.country().value());
      insert.setObject(4, caller.organization().value());
      insert.setBytes(5, fingerprint);
      insert.setInt(6, response.getStatus());
      insert.setString(7, response.getHeaderString("ETag"));
      insert.setBytes(8, bytes(without(unkept, response.getEntity())));
      insert.setObject(9, clock.instant().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private byte[] fingerprint(Request request) {
    try {
      Mac mac = Mac.getInstance(FINGERPRINT);
      mac.init(fingerprintKey);
      mac.update(
          (request.operation() + '\n' + request.target() + '\n').getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(bytes(request.body()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keyed, since a plain hash of a body would let whoever has the table try out names. */
  private static SecretKeySpec fingerprintKey(String passphrase) {
    try {
      byte[] key =
          MessageDigest.getInstance("SHA-256")
              .digest(("uputnica idempotency\n" + passphrase).getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(key, FINGERPRINT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Object without(Set<String> fields, @Nullable Object answer) {
    return answer == null || fields.isEmpty()
        ? answer
        : json.<ObjectNode>valueToTree(answer).remove(fields);
  }

  private byte[] bytes(@Nullable Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> RestResponse<T> respond(int status, T body, @Nullable String etag) {
    var builder = RestResponse.ResponseBuilder.<T>create(status).entity(body);
    return etag == null ? builder.build() : builder.header("ETag", etag).build();
  }

  /**
   * What is asked.
   *
   * @param operation operationId of the contract
   * @param target the ids in the path and the revision in {@code If-Match}
   */
  public record Request(String operation, String target, @Nullable Object body) {}

  /**
   * What of an answer is not kept with its key.
   *
   * @param fields names in the answer
   * @param anew puts them into an answer that is given again, as far as the caller may see them
   *     now; where it is refused they stay out
   */
  public record Unkept<T>(Set<String> fields, Consumer<T> anew) {}

  /**
   * An answer as it leaves.
   *
   * @param again read from what was kept
   */
  private record Given<T>(RestResponse<T> response, boolean again) {}
}
