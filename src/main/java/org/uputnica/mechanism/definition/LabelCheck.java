package org.uputnica.mechanism.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.platform.text.Texts;

/** Everything a procedure shows to people has a text in every language of the staff. */
public final class LabelCheck {
  private static final KnownCodes CODE_LISTS = new KnownCodes();

  private final OwnTexts own;
  private final Map<String, Set<String>> ours;

  LabelCheck(OwnTexts own) {
    this.own = own;
    this.ours =
        Texts.STAFF.stream()
            .collect(
                Collectors.toMap(
                    language -> language,
                    language -> Texts.keys("mechanism", Locale.forLanguageTag(language))));
  }

  /** Finds texts that are missing, and texts of the operator that nothing asks for. */
  void look(List<Mechanism> mechanisms, Reading reading) {
    mechanisms.forEach(mechanism -> look(mechanism, reading));
    Set<String> known = new HashSet<>();
    mechanisms.forEach(mechanism -> {
      known.addAll(wanted(mechanism).keySet());
      known.add("country." + mechanism.country());
    });
    ours.values().forEach(known::addAll);
    own.lookForUnused(known, reading);
  }

  private void look(Mechanism mechanism, Reading reading) {
    wanted(mechanism)
        .forEach((key, thing) -> {
          List<String> silent =
              Texts.STAFF.stream()
                  .filter(language -> !ours.getOrDefault(language, Set.of()).contains(key))
                  .filter(language -> !own.keys(language).contains(key))
                  .toList();
          if (!silent.isEmpty()) {
            reading
                .place(thing)
                .remind(
                    "the text " + key + " is missing in " + String.join(", ", silent),
                    "add it to the files in the folder texts, or to messages/mechanism*.properties;"
                        + " until then the code is shown");
          }
        });
  }

  /** The keys of the texts a procedure needs, and for each the thing that needs it. */
  public static Map<String, Object> wanted(Mechanism mechanism) {
    Map<String, Object> wanted = new TreeMap<>();
    for (Track track : mechanism.tracks()) {
      wanted.put("track." + track.code(), track.code());
      track.states().forEach(state -> wanted.put("state." + state.code(), state));
      Wording.rows(track).forEach(step -> add(wanted, step));
    }
    mechanism
        .clocks()
        .forEach(clock -> {
          wanted.put("clock." + clock.code(), clock.code());
          Stream.of(
                  clock.tells().stream(),
                  clock.warned().stream(),
                  clock.answeredBy().stream(),
                  clock.escalates().stream().flatMap(it -> it.tells().stream()),
                  clock.changes().pausedBy().stream(),
                  clock.changes().extendedBy().stream(),
                  clock.changes().approvedBy().stream())
              .flatMap(one -> one)
              .forEach(one -> wanted.putIfAbsent("role." + one.role(), clock.code()));
        });
    return wanted;
  }

  private static void add(Map<String, Object> wanted, Step step) {
    wanted.put("step." + step.code(), step);
    step.by().forEach(performer -> wanted.putIfAbsent("role." + performer.role(), step));
    for (Ask ask : step.asks()) {
      wanted.put("input." + ask.name(), ask.input());
      switch (ask.input().kind()) {
        case InputKind.Code(String list, List<String> codes) when isOwn(list) ->
            codes.forEach(code -> wanted.put("list." + list + "." + code, ask.input()));
        case InputKind.Codes codes when isOwn(codes.list()) ->
            codes
                .allowed()
                .forEach(code -> wanted.put("list." + codes.list() + "." + code, ask.input()));
        default -> {}
      }
    }
    step.when().stream()
        .flatMap(Guard::parts)
        .map(Guard::reason)
        .map(Reason::parameters)
        .flatMap(List::stream)
        .filter(code -> code.matches("(CS|OV)-.*"))
        .forEach(code -> wanted.putIfAbsent("code." + code, step));
  }

  /** Code lists of the trade have their labels elsewhere. */
  private static boolean isOwn(String list) {
    return CODE_LISTS.codes(list).isEmpty();
  }
}
