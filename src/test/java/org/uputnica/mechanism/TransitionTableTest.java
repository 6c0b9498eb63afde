package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;

/**
 * No row of the trade's table of transitions got lost; rows may have been widened, and then the
 * page says why.
 */
class TransitionTableTest {
  /** Sending and receipt are two acts: see the note on T036. */
  private static final Map<String, String> ANOTHER_TARGET = Map.of("T036", "XB-REQ");

  @Test
  void everyRowOfTheTableIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (List<String> row : table()) {
      Track track = Procedures.BASE.track(TrackCode.of(row.get(3).replace(' ', '-'))).orElseThrow();
      Step step = track.step(StateCode.of(row.get(4)), StepCode.of(row.get(0))).orElse(null);
      if (step == null) {
        missing.add(row.get(0) + " from " + row.get(4));
        continue;
      }
      if (!step.to().value().equals(ANOTHER_TARGET.getOrDefault(row.get(0), row.get(5)))) {
        missing.add(row.get(0) + " to " + row.get(5));
      }
      Set<String> roles =
          step.by().stream().map(performer -> performer.role()).collect(Collectors.toSet());
      for (String role : row.get(6).replace(" with approver", "").split(";", -1)) {
        if (!roles.contains(role)) {
          missing.add(row.get(0) + " by " + role);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(table()).hasSize(82);
  }

  @Test
  void everyStepOfTheMapIsTakenSomewhere() {
    assertThat(
            Procedures.BASE.tracks().stream()
                .flatMap(track -> Stream.concat(Stream.of(track.opening()), track.steps().stream()))
                .map(Step::partOf))
        .containsAll(new CodeLists().get("steps").codes());
  }

  @Test
  void everyDeadlineOfTheTableIsThere() {
    assertThat(Procedures.BASE.clocks())
        .extracting(clock -> clock.code().value())
        .containsAll(new CodeLists().get("deadlines").codes());
  }

  @Test
  void everyWideningIsExplained() throws IOException {
    Map<String, List<String>> rows =
        table().stream().collect(Collectors.toMap(List::getFirst, row -> row));
    List<String> unexplained = new ArrayList<>();
    for (Track track : Procedures.BASE.tracks()) {
      Set<StepCode> explained =
          track.notes().stream().flatMap(note -> note.steps().stream()).collect(Collectors.toSet());
      for (Step step : track.steps()) {
        List<String> row = rows.get(step.code().value());
        boolean asInTheTable =
            row != null
                && step.from().equals(Set.of(StateCode.of(row.get(4))))
                && step.to().value().equals(row.get(5));
        if (!asInTheTable && !explained.contains(step.code())) {
          unexplained.add(step.code().value());
        }
      }
    }
    assertThat(unexplained).isEmpty();
  }

  @Test
  void statesAreThoseOfTheList() {
    CodeList states = new CodeLists().get("case-states");
    assertThat(Procedures.BASE.tracks().stream().flatMap(track -> track.states().stream()))
        .hasSize(61);
    for (Track track : Procedures.BASE.tracks()) {
      List<String> listed =
          states.codes().stream()
              .filter(code ->
                  states
                      .cell(code, "track")
                      .filter(name -> name.replace(' ', '-').equals(track.code().value()))
                      .isPresent())
              .toList();
      assertThat(track.states().stream().map(state -> state.code().value()))
          .containsExactlyInAnyOrderElementsOf(listed);
      for (State state : track.states()) {
        assertThat(states.cell(state.code().value(), "kind"))
            .as("%s", state.code())
            .hasValue(state.kind().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static List<List<String>> table() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                TransitionTableTest.class.getResourceAsStream("/reference/transitions.csv"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(TransitionTableTest::cells).toList();
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    var matcher = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").matcher(line);
    while (matcher.find()) {
      cells.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return cells;
  }
}
