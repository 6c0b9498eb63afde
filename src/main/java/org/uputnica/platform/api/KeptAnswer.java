package org.uputnica.platform.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An answer about nobody, which a client may keep and asks whether it still holds. */
public final class KeptAnswer {
  private KeptAnswer() {}

  /**
   * The answer, or 304 when {@code If-None-Match} names its tag (RFC 9110, 13.1.2). The tag is a
   * weak one: compressed or not, the answer means the same.
   *
   * @param tag without quotes; changes with every change of the answer
   */
  public static <T> RestResponse.ResponseBuilder<T> unlessKnown(
      String tag, @Nullable String ifNoneMatch, MediaType type, Supplier<T> answer) {
    String quoted = "\"" + tag + "\"";
    RestResponse.ResponseBuilder<T> builder =
        ifNoneMatch != null && ifNoneMatch.contains(quoted)
            ? RestResponse.ResponseBuilder.notModified()
            : RestResponse.ResponseBuilder.ok(answer.get(), type);
    return builder
        .header(HttpHeaders.ETAG, "W/" + quoted)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header("X-Content-Type-Options", "nosniff");
  }
}
