package org.uputnica.referral.api.fhir;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.api.fhir.StepInput.Element;

/** The table is that of the procedure, in every country, and that of the page. */
class ClosedLoopTest {
  private static final TrackCode REFERRAL = TrackCode.of("referral");
  private static final Path PAGE = Path.of("docs/fhir.md");

  /** Steps that no system takes with a Task, and why. */
  private static final Map<String, String> IN_THE_SERVICE =
      Map.ofEntries(
          entry("T019", "she is asked by a person"),
          entry("T020", "nothing leaves by a system's own doing"),
          entry("T021", "nothing leaves by a system's own doing"),
          entry("T053", "her word is written down by a person"),
          entry("T055", "taken by the service itself"),
          entry("T056", "she is asked anew by a person"),
          entry("A025", "taken by the service itself"),
          entry("A026", "somebody telephoned"),
          entry("A027", "somebody contests what somebody recorded"),
          entry("A028", "no status says it: the run stays where it is"),
          entry("A029", "no status says it: the run stays where it is"),
          entry("A030", "no status says it: the run stays where it is"),
          entry("A032", "somebody confirms what somebody recorded"));

  @Test
  void everyStateHasOneRow() {
    List<String> rows = Arrays.stream(ClosedLoop.values()).map(ClosedLoop::state).toList();
    for (Track track : tracks()) {
      assertThat(track.states().stream().map(it -> it.code().value()))
          .containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void everyStatusIsOneOfFhir() {
    for (ClosedLoop row : ClosedLoop.values()) {
      assertThat(TaskStatus.fromCode(row.status()).toCode()).isEqualTo(row.status());
      assertThat(ServiceRequestStatus.fromCode(row.request()).toCode()).isEqualTo(row.request());
    }
  }

  /** With its facts met and its inputs given, whoever may take it arrives where the table says. */
  @Test
  void everyMoveIsAStepThatIsOpenThere() {
    for (Mechanism mechanism : mechanisms()) {
      for (ClosedLoop row : ClosedLoop.values()) {
        StateCode from = StateCode.of(row.state());
        for (ClosedLoop.Move move : row.moves()) {
          Step step = track(mechanism).step(from, StepCode.of(move.step())).orElseThrow();
          Performer by =
              step.by().stream()
                  .filter(it -> !it.isPerson() && !it.equals(Performer.SYSTEM))
                  .findFirst()
                  .orElseThrow();
          assertThat(
                  mechanism.take(
                      Procedures.withEveryClock(mechanism, REFERRAL, from),
                      step.code(),
                      Procedures.actor(by.role(), Party.values()),
                      Procedures.goodInputs(step, AgeRule.ADULT),
                      Procedures.everythingHolds(AgeRule.ADULT).build(),
                      Procedures.MONDAY))
              .as("%s from %s", move.step(), from)
              .isInstanceOfSatisfying(
                  Moved.class,
                  moved ->
                      assertThat(moved.after().state().value())
                          .as("%s from %s", move.step(), from)
                          .isEqualTo(move.to()));
        }
      }
    }
  }

  @Test
  void noStepIsForgotten() {
    for (Track track : tracks()) {
      Set<String> left = new TreeSet<>();
      for (ClosedLoop row : ClosedLoop.values()) {
        boolean sent = !row.status().equals("draft");
        for (Step step : track.leaving(StateCode.of(row.state()))) {
          boolean moves =
              row.moves().contains(new ClosedLoop.Move(step.code().value(), step.to().value()));
          boolean reason = !sent || IN_THE_SERVICE.containsKey(step.code().value());
          if (moves == reason) {
            left.add(step.code() + " from " + row.state());
          }
        }
      }
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theTableIsReadBothWays() {
    for (ClosedLoop row : ClosedLoop.values()) {
      assertThat(ClosedLoop.of(row.state())).isSameAs(row);
      assertThat(ClosedLoop.states(Set.of(row.status()))).contains(row.state());
      for (ClosedLoop.Move move : row.moves()) {
        assertThat(row.to(ClosedLoop.of(move.to()).status(), move.to())).isEqualTo(move);
      }
    }
  }

  /** Every status in every state, with every businessStatus and none: a move, or a clear no. */
  @Test
  void whatIsNotInTheTableIsRefusedWithWhatIs() {
    int refused = 0;
    for (ClosedLoop row : ClosedLoop.values()) {
      for (String status : ClosedLoop.statuses()) {
        for (ClosedLoop where : ClosedLoop.values()) {
          boolean move =
              row.moves().stream()
                  .anyMatch(it -> it.to().equals(where.state()) && where.status().equals(status));
          if (!move && where != row) {
            Refusal no = refusal(() -> row.to(status, where.state()));
            assertThat(no.type()).isEqualTo(ProblemType.STEP_NOT_OPEN);
            assertThat(no.errors().getFirst().allowed()).isEqualTo(allowed(row));
            refused++;
          }
        }
        refused += alone(row, status, null) + alone(row, status, row.state());
      }
    }
    assertThat(refused).isGreaterThan(1500);
  }

  /** By the status alone: as many ways as the table has. */
  private static int alone(ClosedLoop row, String status, @Nullable String read) {
    List<ClosedLoop.Move> ways =
        row.moves().stream()
            .filter(it -> ClosedLoop.of(it.to()).status().equals(status))
            .filter(_ -> !row.status().equals(status))
            .toList();
    if (ways.size() == 1) {
      assertThat(row.to(status, read)).isEqualTo(ways.getFirst());
      return 0;
    }
    Refusal no = refusal(() -> row.to(status, read));
    FieldProblem problem = no.errors().getFirst();
    if (ways.isEmpty()) {
      assertThat(no.type()).isEqualTo(ProblemType.STEP_NOT_OPEN);
      assertThat(problem.allowed()).isEqualTo(allowed(row));
    } else {
      assertThat(no.type()).isEqualTo(ProblemType.MISSING_FIELD);
      assertThat(problem.field()).isEqualTo("businessStatus");
      assertThat(problem.allowed()).isEqualTo(ways.stream().map(ClosedLoop.Move::to).toList());
    }
    return 1;
  }

  @Test
  void wordsOfNoRowAreRefused() {
    for (String word : List.of("ready", "entered-in-error", "perhaps")) {
      Refusal no = refusal(() -> ClosedLoop.SENT.to(word, null));
      assertThat(no.type()).isEqualTo(ProblemType.INVALID_VALUE);
      assertThat(no.errors().getFirst().allowed()).isEqualTo(ClosedLoop.statuses());
    }
    Refusal no = refusal(() -> ClosedLoop.SENT.to("received", "RF-NOPE"));
    assertThat(no.errors().getFirst().field()).isEqualTo("businessStatus");
    assertThatThrownBy(() -> ClosedLoop.of("RF-NOPE")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyInputHasItsElement() {
    Set<StepInput> met = EnumSet.noneOf(StepInput.class);
    for (Mechanism mechanism : mechanisms()) {
      for (Step step : stepsOfTheTable(mechanism).toList()) {
        for (Ask ask : step.asks()) {
          StepInput input =
              Arrays.stream(StepInput.values())
                  .filter(it -> it.input().equals(ask.name()))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(step.code() + " asks " + ask.name()));
          met.add(input);
          assertThat(elements(ask.input().kind())).as(ask.name()).contains(input.element());
        }
      }
    }
    assertThat(met).containsExactly(StepInput.values());
  }

  private static List<Element> elements(InputKind kind) {
    return switch (kind) {
      case InputKind.Code _ -> List.of(Element.CODE, Element.STATUS_REASON);
      case InputKind.Place _, InputKind.Country _ -> List.of(Element.CODE);
      case InputKind.NoteRef _, InputKind.Id _, InputKind.Organization _ ->
          List.of(Element.REFERENCE);
      case InputKind.Day _ -> List.of(Element.DATE);
      case InputKind.Moment _ -> List.of(Element.INSTANT);
      case InputKind.YesNo _, InputKind.Confirmation _ -> List.of(Element.BOOLEAN);
      case InputKind.Codes _, InputKind.WholeNumber _ -> List.of();
    };
  }

  @Test
  void thePageHasTheTable() throws IOException {
    Track track = track(Procedures.BASE);
    List<String> rows = new ArrayList<>();
    for (ClosedLoop row : ClosedLoop.values()) {
      rows.add(
          "| `%s` %s | `%s` | `%s` | %s |"
              .formatted(
                  row.state(),
                  track.state(StateCode.of(row.state())).label(),
                  row.status(),
                  row.request(),
                  row.moves().stream()
                      .map(it ->
                          "`%s` `%s`: %s"
                              .formatted(ClosedLoop.of(it.to()).status(), it.to(), it.step()))
                      .collect(Collectors.joining(", "))));
    }
    for (StepInput input : StepInput.values()) {
      String steps =
          mechanisms().stream()
              .flatMap(ClosedLoopTest::stepsOfTheTable)
              .filter(step -> step.inputNames().contains(input.input()))
              .map(step -> step.code().value())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      rows.add(
          "| `%s` | `%s` | `%s` | %s |"
              .formatted(input.input(), input.element().path(), input.system(), steps));
    }
    assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList())
        .isEqualTo(rows);
  }

  private static List<String> allowed(ClosedLoop row) {
    return row.moves().stream().map(it -> ClosedLoop.of(it.to()).status() + ' ' + it.to()).toList();
  }

  private static Refusal refusal(ThrowingCallable asked) {
    List<Refusal> refusals = new ArrayList<>();
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(RefusedException.class, no -> refusals.add(no.refusal()));
    return refusals.getFirst();
  }

  private static Stream<Step> stepsOf(Mechanism mechanism, ClosedLoop row) {
    return row.moves().stream()
        .map(move ->
            track(mechanism)
                .step(StateCode.of(row.state()), StepCode.of(move.step()))
                .orElseThrow());
  }

  private static Stream<Step> stepsOfTheTable(Mechanism mechanism) {
    return Arrays.stream(ClosedLoop.values()).flatMap(row -> stepsOf(mechanism, row));
  }

  private static List<Track> tracks() {
    return mechanisms().stream().map(ClosedLoopTest::track).toList();
  }

  private static List<Mechanism> mechanisms() {
    return Stream.concat(Stream.of(Procedures.BASE), Procedures.COUNTRIES.values().stream())
        .toList();
  }

  private static Track track(Mechanism mechanism) {
    return mechanism.track(REFERRAL).orElseThrow();
  }
}
