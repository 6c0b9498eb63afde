package org.uputnica.changes;

import static org.uputnica.testing.As.as;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.testing.Person;

/** A device that asks for changes and keeps what it was told. */
final class ChangeReader {
  private final Person who;
  private final Map<String, Long> seen = new HashMap<>();
  private final Map<String, Boolean> gone = new HashMap<>();
  private String cursor;

  /** Begins now. */
  ChangeReader(Person who) {
    this.who = who;
    Response first = as(who).get("/v1/changes");
    first.then().statusCode(200);
    cursor = first.path("cursor");
  }

  String cursor() {
    return cursor;
  }

  /** Asks until there is no more. */
  ChangeReader read() {
    boolean more;
    do {
      Response answer = as(who).get("/v1/changes?since=" + cursor);
      answer.then().statusCode(200);
      cursor = answer.path("cursor");
      more = answer.path("more");
      for (Map<String, Object> each : answer.<List<Map<String, Object>>>path("changed")) {
        Object revision = each.get("revision");
        seen.put(key(each), revision == null ? -1L : ((Number) revision).longValue());
        gone.remove(key(each));
      }
      for (Map<String, Object> each : answer.<List<Map<String, Object>>>path("gone")) {
        seen.remove(key(each));
        gone.put(key(each), true);
      }
    } while (more);
    return this;
  }

  /** The revision it was last told; nothing when it was not told, or told that it is gone. */
  @Nullable Long revision(String kind, UUID id) {
    return seen.get(kind + " " + id);
  }

  boolean knows(String kind, UUID id) {
    return seen.containsKey(kind + " " + id);
  }

  boolean lost(String kind, UUID id) {
    return gone.containsKey(kind + " " + id);
  }

  /** Whether anything was said of it at all. */
  boolean heardOf(UUID id) {
    return seen.keySet().stream().anyMatch(it -> it.endsWith(id.toString()))
        || gone.keySet().stream().anyMatch(it -> it.endsWith(id.toString()));
  }

  private static String key(Map<String, Object> change) {
    return change.get("kind") + " " + change.get("id");
  }
}
