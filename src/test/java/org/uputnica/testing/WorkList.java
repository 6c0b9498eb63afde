package org.uputnica.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody's work list, read to its end. */
public final class WorkList {
  private WorkList() {}

  /** The lines about one run, waiting or noticed. */
  public static List<Map<String, Object>> lines(Person who, UUID track) {
    List<Map<String, Object>> found = new ArrayList<>();
    @Nullable String next = null;
    do {
      String cursor = next == null ? "" : "&cursor=" + next;
      Response page = as(who).get("/v1/worklist?limit=100" + cursor);
      page.then().statusCode(200);
      found.addAll(page.path("entries.findAll { it.trackId == '" + track + "' }"));
      next = page.path("next");
    } while (next != null);
    return found;
  }

  /** The one open notice of this kind about the run. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> noticeOf(Person who, UUID track, String about) {
    List<Map<String, Object>> notices = new ArrayList<>();
    for (Map<String, Object> line : lines(who, track)) {
      if (line.get("notice") instanceof Map<?, ?> notice && about.equals(notice.get("about"))) {
        notices.add((Map<String, Object>) notice);
      }
    }
    assertThat(notices).as("%s of %s", about, who.username()).hasSize(1);
    return notices.getFirst();
  }

  public static Response answer(Person who, Map<String, Object> notice, String answer) {
    return as(who)
        .body(Map.of("answer", answer))
        .post("/v1/worklist/notices/{id}/answer", notice.get("id"));
  }
}
