package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing somebody does or tries.
 *
 * @param number from 1
 * @param part heading printed before it
 * @param sentence what is done, in plain words
 * @param impossible it must be refused
 * @param call what is asked of the service; null repeats the last change as it was
 * @param expected what must come back
 * @param sees what is printed of the answer: words to path
 * @param remember names for values of the answer: name to path
 * @param secrets as {@code remember}, for what nobody else may see: never printed, never written
 * @param waitSeconds how long a reading is repeated until it is as expected; 0 for once
 */
record Step(
    int number,
    @Nullable String part,
    Scenario.Person who,
    String sentence,
    boolean impossible,
    @Nullable Call call,
    Expected expected,
    Map<String, String> sees,
    Map<String, String> remember,
    Map<String, String> secrets,
    int waitSeconds) {

  /** Whether everybody goes by another time after it. */
  boolean movesTime() {
    return call != null && call.changes() && call.path().equals(StoryTime.PATH) && !impossible;
  }

  /**
   * A request before its references are filled in.
   *
   * @param revisionOf the thing it is about: its revision is sent if known, and kept from the
   *     answer
   * @param revision a revision to send instead
   * @param sameKey the Idempotency-Key of the last change instead of a new one
   * @param device name of the device it is sent from; null for a desk
   * @param session what a person got when she opened her own page
   */
  record Call(
      String method,
      String path,
      @Nullable JsonNode body,
      @Nullable String revisionOf,
      @Nullable String revision,
      @Nullable String language,
      boolean sameKey,
      @Nullable String device,
      @Nullable String session) {
    boolean changes() {
      return !method.equals("GET");
    }
  }

  /**
   * What must come back.
   *
   * @param problem last part of the problem type; empty when it must be no problem
   * @param because a code or field that one of the problem's errors must name
   * @param answer what must stand in the answer: path to value
   * @param says words the answer must hold
   * @param neverSays words it must not hold
   */
  record Expected(
      int status,
      String problem,
      @Nullable String because,
      Map<String, JsonNode> answer,
      List<String> says,
      List<String> neverSays) {}
}
