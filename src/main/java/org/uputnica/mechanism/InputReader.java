package org.uputnica.mechanism;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.platform.id.OrganizationId;

/**
 * Turns inputs that arrived as text into the kinds the mechanism checks; what cannot be turned is
 * left for it to refuse.
 */
final class InputReader {
  private InputReader() {}

  static StepInputs read(
      Mechanism mechanism, TrackSnapshot snapshot, StepCode step, Map<String, String> sent) {
    return read(
        mechanism.track(snapshot.track()).flatMap(track -> track.step(snapshot.state(), step)),
        sent);
  }

  /** Inputs of an opening row. */
  static StepInputs opening(Mechanism mechanism, TrackCode track, Map<String, String> sent) {
    return read(mechanism.track(track).map(Track::opening), sent);
  }

  private static StepInputs read(Optional<Step> row, Map<String, String> sent) {
    Map<String, InputKind> kinds = new HashMap<>();
    row.ifPresent(it -> it.asks().forEach(ask -> kinds.put(ask.name(), ask.input().kind())));
    Map<String, Object> values = new HashMap<>();
    sent.forEach((name, text) -> values.put(name, convert(kinds.get(name), text)));
    return StepInputs.of(values);
  }

  /**
   * The organisation a step of the mechanism names as its counterpart, such as the identification
   * body.
   */
  static Optional<OrganizationId> namedCounterpart(Step step, Map<String, String> sent) {
    return step.asks().stream()
        .filter(ask -> ask.input().kind() instanceof InputKind.Organization)
        .map(Ask::name)
        .filter(sent::containsKey)
        .findFirst()
        .flatMap(name -> organization(sent.get(name)));
  }

  /** The organisation a text names, if it is an id. */
  static Optional<OrganizationId> organization(@Nullable String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(new OrganizationId(UUID.fromString(text)));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static Object convert(@Nullable InputKind kind, String text) {
    return switch (kind) {
      case InputKind.Codes _ -> Arrays.asList(text.split(",", -1));
      case InputKind.YesNo _, InputKind.Confirmation _
          when text.equals("true") || text.equals("false") ->
          Boolean.valueOf(text);
      case InputKind.WholeNumber _ when text.matches("0|-?[1-9][0-9]{0,14}") -> Long.valueOf(text);
      case null, default -> text;
    };
  }
}
