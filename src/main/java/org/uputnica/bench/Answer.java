package org.uputnica.bench;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A good answer.
 *
 * @param etag empty when there was none
 */
record Answer(String body, String etag) {
  private static final Map<String, Pattern> TEXTS =
      Map.of("access_token", member("access_token"), "sub", member("sub"), "id", member("id"));

  /**
   * The first text member of this name. Enough for the few answers read here, and it costs the
   * measurement nothing.
   */
  String text(String name) {
    Matcher found = TEXTS.getOrDefault(name, member(name)).matcher(body);
    if (!found.find()) {
      throw new BenchException("the answer has no " + name);
    }
    return found.group(1);
  }

  private static Pattern member(String name) {
    return Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"");
  }
}
