package org.uputnica.mechanism.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Mechanism;

/** The rules across tracks, proved for each country; and each of them broken once, and found. */
class ExplorerTest {
  private static final Path SEVENTH_COUNTRY = Path.of("docs/mechanisms/examples");

  @Test
  void noCountryBreaksARule() {
    Map<String, Mechanism> countries =
        new TreeMap<>(MechanismLoader.ofDirectory(SEVENTH_COUNTRY).countries());
    assertThat(countries).hasSize(7).containsKeys("BG", "XK");
    Explorer explorer = new Explorer();
    for (Mechanism mechanism : countries.values()) {
      Exploration explored = explorer.explore(mechanism);
      System.out.println(explored);
      assertThat(explored.violations()).as("%s", explored).isEmpty();
      assertThat(explored.combinations()).isGreaterThan(1_000_000);
      assertThat(explored.states())
          .as("every state is reached")
          .isEqualTo(mechanism.tracks().stream().mapToInt(it -> it.states().size()).sum());
      assertThat(explored.taken()).as("no step is idle").isEqualTo(steps(mechanism).size());
    }
  }

  private static Set<String> steps(Mechanism mechanism) {
    return mechanism.tracks().stream()
        .flatMap(track -> Stream.concat(Stream.of(track.opening()), track.steps().stream()))
        .map(step -> step.code().value())
        .collect(Collectors.toSet());
  }

  // One mistake each: file | behind these words | what stands there | what is written instead |
  // the rule that breaks | the last step before | what breaks it
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          identification | code: T007 | starts: [DL-RECON],        | starts: [DL-RECON], does: [new-assistance-run], | HELP_OUTLIVES_A_NEGATIVE_DECISION | T005 send | T007 do not identify
          assistance     | code: T014 | asks: [service-date],      | asks: [service-date], when: [reflection-may-start], | HELP_OUTLIVES_A_NEGATIVE_DECISION | T013 agree the plan | T014 start help
          overall        | code: T077 | asks: [how-found],         | asks: [how-found], when: [consent-given: CS-POL], | NO_REPORT_IS_NEEDED | T046 contact lost | T077 contact again
          overall        | code: T076 | last-contact], may-give: [report-reference], | last-contact, report-reference], | NO_REPORT_IS_NEEDED | ~~ | T076 missing
          assistance     | code: T013 | by: [R-CASE@owner],        | by: [R-POL@counterpart], | NO_REPORT_IS_NEEDED | ~~ | T013 agree the plan
          cross-border   | code: T040 | risk-fresh, risk-not-high, | risk-fresh,            | NO_UNSAFE_JOURNEY | T039 agree | T040 depart
          cross-border   | code: T039 | risk-fresh, risk-not-high, | risk-not-high,         | NO_UNSAFE_JOURNEY | T038 make an offer | T039 agree
          cross-border   | code: T040 | consent-given: CS-XBR, consent-given: CS-RET, | consent-given: CS-XBR, | NO_UNSAFE_JOURNEY | T039 agree | T040 depart
          cross-border   | code: T040 | risk-from-both-sides,  | ~~                     | NO_UNSAFE_JOURNEY | T039 agree | T040 depart
          cross-border   | code: T040 | no-asylum-pending, free-to-choose], | no-asylum-pending], | NO_UNSAFE_JOURNEY | A012 held in custody | T040 depart
          legal-status   | code: T060 | does: [stop-requests],     | ~~                     | NO_UNSAFE_JOURNEY | T060 protection asked | a journey is agreed or under way while a claim
          overall        | code: T079 | no-open-referral, no-open-request | no-open-request | NOTHING_OPEN_IN_A_CLOSED_CASE | T079 close a lost case | open in a closed case
          overall        | code: T045 | no-open-referral, no-open-request | no-open-referral | NOTHING_OPEN_IN_A_CLOSED_CASE | T045 close the case | open in a closed case
          referral       | code: OPEN-RF | when: [case-open],    | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | ~~ | OPEN-RF draft
          referral       | code: T056 | when: [case-open],       | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | T056 ask the next service | open in a closed case
          cross-border   | code: OPEN-XB | when: [case-open],    | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | ~~ | OPEN-XB draft
          assistance     | code: OPEN-AS | when: [case-open],    | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | ~~ | OPEN-AS needs noted
          identification | code: OPEN-ID | when: [case-open],    | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | ~~ | OPEN-ID person met
          justice        | code: OPEN-JU | when: [case-open],    | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | ~~ | OPEN-JU note a proceeding
          legal-status   | code: OPEN-LG | when: [case-open],    | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | ~~ | OPEN-LG look at the stay
          durable-solution | code: OPEN-DS | when: [case-open],  | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | ~~ | OPEN-DS look at all ways
          durable-solution | code: T071 | case-open,              | ~~                     | NOTHING_OPEN_IN_A_CLOSED_CASE | T071 choose to return | open in a closed case
          referral       | code: T020 | when: [case-open,       | when: [                | NOTHING_LEAVES_AFTER_THE_END | ~~ | T020 send
          referral       | code: T024 | when: [case-open,       | when: [                | NOTHING_LEAVES_AFTER_THE_END | ~~ | T024 accept
          cross-border   | code: T036 | when: [case-open,       | when: [                | NOTHING_LEAVES_AFTER_THE_END | ~~ | T036 send the request
          cross-border   | code: T039 | when: [case-open,       | when: [                | NOTHING_LEAVES_AFTER_THE_END | T048 death | T039 agree
          identification | code: T006 | when-child: [body-decides-on-children], | ~~        | A_CHILD_BY_THE_RULE_FOR_CHILDREN | T005 send | T006 identify formally
          identification | code: T005 | when-child: [guardian-named, body-decides-on-children], | ~~ | A_CHILD_BY_THE_RULE_FOR_CHILDREN | T004 the person says so | T005 send
          mechanism      | recorders: | child:    [R-GUARD@guardian, R-GUARD@owner] | child:    [R-FRONT@owner] | A_CHILD_BY_THE_RULE_FOR_CHILDREN | ~~ | change the interpreter
          overall        | code: T046 | when: [adults-only],       | ~~                     | A_CHILD_BY_THE_RULE_FOR_CHILDREN | ~~ | T046 contact lost
          durable-solution | code: T044 | when-child: [best-interests-determined], | ~~       | A_CHILD_BY_THE_RULE_FOR_CHILDREN | A071 compare the ways | T044 choose to stay
          identification | code: T008 | when: [any-of: [clock-running: DL-RECON, stated: lateness-reason]], | when: [clock-running: DL-RECON], | NO_CLOCK_ENDS_A_RIGHT | DL-RECON runs out | T008 ask for a review is closed, since time has run out
          legal-status   | code: T032 | by: [R-CASE@owner],        | by: [R-CASE@owner, system], | NO_CLOCK_ENDS_A_RIGHT | T031 start the time to recover | T032 end the time to recover
          referral       | code: T054, label: withdraw,                 from: [RF-SENT | RF-COND, RF-ACC], | RF-COND, RF-ACC, RF-SERV], | NO_CLOCK_ENDS_A_RIGHT | T059 start the service | T054 withdraw
          overall        | code: T081 | from: [ST-CLREF],          | from: [ST-CLOSED],     | A_WAY_ON | T080 hand over the whole case | no way leads on from ST-CLREF
          referral       | code: T030 | asks: [service-outcome],   | asks: [service-outcome], when: [consent-given: CS-REF-SVC], | A_WAY_ON | T028 arrive | can never be closed
          """)
  void aMistakeIsFoundWithAShortestWayToIt(
      String file,
      String behind,
      String right,
      String wrong,
      Invariant invariant,
      String before,
      String last) {
    Exploration explored =
        new Explorer().explore(seeded("base/" + file + ".yaml", behind, right, wrong));
    assertThat(explored.violations())
        .filteredOn(found -> found.invariant() == invariant)
        .singleElement()
        .satisfies(found -> System.out.println(found))
        .satisfies(found -> assertThat(found.last()).contains(last))
        .satisfies(found ->
            assertThat(found.way().isEmpty() ? "" : found.way().getLast()).startsWith(before))
        .satisfies(found ->
            assertThat(found.toString()).contains(invariant.sentence(), invariant.source()));
  }

  /** The real files, with one change. */
  private static Mechanism seeded(String file, String behind, String right, String wrong) {
    Map<String, String> texts = new TreeMap<>(Procedures.LOADER.textOf(Procedures.of("ME")));
    String text = Objects.requireNonNull(texts.get(file));
    int at = text.indexOf(right, text.indexOf(behind));
    assertThat(at).as("%s has %s behind %s", file, right, behind).isPositive();
    texts.put(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
    return Objects.requireNonNull(MechanismLoader.ofTexts(texts).countries().get("ME"));
  }
}
