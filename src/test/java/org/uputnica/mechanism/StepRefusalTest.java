package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.platform.codelist.CodeLists;

/**
 * Every step that is not written in {@code docs/mechanisms/base.md} is refused: every state, every
 * step code, every role in every party, even when all facts hold and all inputs are good. What is
 * expected is read from the page that lawyers review, not from the files the code reads.
 */
class StepRefusalTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([TMA]\\d{3})` \\| [^|]+ \\| ((?:`[A-Z0-9-]+`(?:, )?)+) \\| `([A-Z0-9-]+)` \\| ([^|]+) \\|");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private record Allowed(String state, String step, String performer) {}

  private final Set<Allowed> allowed = new HashSet<>();
  private final Set<StepCode> codes = new TreeSet<>();

  StepRefusalTest() throws IOException {
    for (String line : Files.readAllLines(Path.of("docs/mechanisms/base.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        codes.add(StepCode.of(row.group(1)));
        for (String from : quoted(row.group(2))) {
          quoted(row.group(4))
              .forEach(performer -> allowed.add(new Allowed(from, row.group(1), performer)));
        }
      }
    }
  }

  private static List<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void thePageHasAllRows() {
    assertThat(codes).hasSize(109);
  }

  @Test
  void nobodyTakesAStepThatIsNotOnThePage() {
    Procedures.COUNTRIES.values().forEach(this::everyCombination);
  }

  private void everyCombination(Mechanism mechanism) {
    List<String> roles = new ArrayList<>(new CodeLists().get("roles").codes());
    roles.add("system");
    List<String> differences = new ArrayList<>();
    for (AgeRule age : AgeRule.values()) {
      Facts facts = Procedures.everythingHolds(age).build();
      for (Track track : mechanism.tracks()) {
        for (State state : track.states()) {
          TrackSnapshot snapshot = Procedures.withEveryClock(mechanism, track.code(), state.code());
          for (StepCode code : codes) {
            StepInputs inputs =
                track
                    .step(state.code(), code)
                    .map(step -> Procedures.goodInputs(step, age))
                    .orElse(StepInputs.none());
            for (String role : roles) {
              for (Party party : Party.values()) {
                Actor actor = Procedures.actor(role, party);
                StepResult result =
                    mechanism.take(snapshot, code, actor, inputs, facts, Procedures.MONDAY);
                boolean expected = expected(state, code, role, party, age);
                if (result instanceof Moved != expected) {
                  differences.add(
                      mechanism.country()
                          + " "
                          + age
                          + " "
                          + state.code()
                          + " "
                          + code
                          + " "
                          + role
                          + "@"
                          + party
                          + ": "
                          + result);
                }
              }
            }
          }
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private boolean expected(State state, StepCode code, String role, Party party, AgeRule age) {
    String performer =
        role.equals("system") && party == Party.SYSTEM ? "system" : role + "@" + party.word();
    if (!allowed.contains(new Allowed(state.code().value(), code.value(), performer))) {
      return false;
    }
    boolean noLogin = role.equals("R-PERSON");
    boolean guardianOfAnAdult = role.equals("R-GUARD") && age == AgeRule.ADULT;
    return !noLogin && !guardianOfAnAdult && isFor(age, code);
  }

  private static boolean isFor(AgeRule age, StepCode code) {
    Set<String> others =
        switch (age) {
          case ADULT -> Set.of("A003", "A014", "A044");
          case CHILD -> Set.of("A005", "T046");
        };
    return !others.contains(code.value());
  }

  @Test
  void theWordOfThePersonIsWrittenDownOnlyWhereThePageNamesHer() {
    Mechanism mechanism = Procedures.of("ME");
    List<String> differences = new ArrayList<>();
    for (AgeRule age : AgeRule.values()) {
      Facts facts = Procedures.everythingHolds(age).build();
      Actor recorder =
          age == AgeRule.ADULT
              ? Procedures.actor("R-FRONT", Party.OWNER)
              : Procedures.actor("R-GUARD", Party.GUARDIAN);
      for (Track track : mechanism.tracks()) {
        for (State state : track.states()) {
          TrackSnapshot snapshot = Procedures.withEveryClock(mechanism, track.code(), state.code());
          for (Step step : track.leaving(state.code())) {
            StepResult result =
                mechanism.take(
                    snapshot,
                    step.code(),
                    recorder.recording(SaidBy.PERSON),
                    Procedures.goodInputs(step, age),
                    facts,
                    Procedures.MONDAY);
            boolean expected =
                isFor(age, step.code())
                    && allowed.contains(
                        new Allowed(state.code().value(), step.code().value(), "R-PERSON@owner"));
            if (result instanceof Moved != expected) {
              differences.add(age + " " + state.code() + " " + step.code() + ": " + result);
            }
          }
        }
      }
    }
    assertThat(differences).isEmpty();
  }
}
