package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.ItemCategory.CONTACT;
import static org.uputnica.consent.domain.ItemCategory.NAME;
import static org.uputnica.consent.domain.Statements.ANOTHER_MEETING;
import static org.uputnica.consent.domain.Statements.BORDER;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MEETING;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.THURSDAY;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.WEDNESDAY;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.invalidated;
import static org.uputnica.consent.domain.Statements.refused;
import static org.uputnica.consent.domain.Statements.withdrawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Statements;
import org.uputnica.crossborder.domain.Purpose;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/** What is known abroad of what she said opens there what it opens at home. */
class ForeignWordsTest {
  private static final ConsentScope SCOPE = ConsentScope.CROSS_BORDER;
  private static final Request THERE =
      new Request(
          new TrackId(new UUID(9, 1)),
          Side.RECEIVED,
          CASE,
          new CaseCode("0000-0000-0"),
          new CountryCode("AL"),
          BORDER,
          new CountryCode("ME"),
          new UUID(9, 2),
          "pseudonym",
          Purpose.RETURN,
          Set.of(NAME),
          Set.of(),
          false,
          MONDAY);

  @Test
  void aNoOfTheSameMeetingSilencesTheYesThereToo() {
    ConsentStatement yes = given(SCOPE).to(SHELTER).at(TUESDAY);
    ConsentStatement no = refused(SCOPE).to(SHELTER).in(MEETING).at(MONDAY);
    assertThat(isOpen(SHELTER, List.of(yes, no))).isFalse();
    assertThat(isOpen(SHELTER, abroad(List.of(yes, no)))).isFalse();
  }

  @Test
  void aYesOfAnotherMeetingStandsThereToo() {
    ConsentStatement no = refused(SCOPE).to(SHELTER).in(MEETING).at(MONDAY);
    ConsentStatement elsewhere = given(SCOPE).to(SHELTER).in(ANOTHER_MEETING).at(TUESDAY);
    ConsentStatement silenced = given(SCOPE).to(SHELTER).in(MEETING).at(WEDNESDAY);
    List<ConsentStatement> said = List.of(no, elsewhere, silenced);
    assertThat(isOpen(SHELTER, said)).isTrue();
    assertThat(isOpen(SHELTER, abroad(said))).isTrue();
  }

  @Test
  void aYesThatSaysLessOrWasTakenBackSinceKeepsNoSilencedOneOpen() {
    ConsentStatement no = refused(SCOPE).to(SHELTER).in(MEETING).at(MONDAY);
    Statements silenced = given(SCOPE).to(SHELTER).items(NAME, CONTACT).in(MEETING);
    Statements elsewhere = given(SCOPE).to(SHELTER).in(ANOTHER_MEETING);
    ConsentStatement all = elsewhere.items(NAME, CONTACT).at(MONDAY.plusSeconds(1));
    for (ConsentStatement since :
        List.of(
            elsewhere.items(NAME).at(TUESDAY),
            elsewhere.items(NAME, CONTACT).until(THURSDAY).at(TUESDAY),
            withdrawn(SCOPE).to(SHELTER).in(ANOTHER_MEETING).at(TUESDAY))) {
      List<ConsentStatement> said = List.of(no, all, since, silenced.at(WEDNESDAY));
      List<ConsentStatement> there = new ArrayList<>(abroad(said.subList(3, 4)));
      there.addAll(abroad(said));
      assertThat(isOpen(SCOPE, SHELTER, Set.of(CONTACT), said)).as("%s", since).isFalse();
      assertThat(isOpen(SCOPE, SHELTER, Set.of(CONTACT), there)).as("%s", since).isFalse();
    }
  }

  @Test
  void itEndsAYesThatHadTravelledBefore() {
    ConsentStatement yes = given(SCOPE).to(SHELTER).at(TUESDAY);
    ConsentStatement no = refused(SCOPE).to(null).in(MEETING).at(MONDAY);
    List<ConsentStatement> there = new ArrayList<>(abroad(List.of(yes)));
    assertThat(isOpen(SHELTER, there)).isTrue();
    there.addAll(abroad(List.of(yes, no)));
    assertThat(isOpen(SHELTER, there)).isFalse();
  }

  @Test
  void aNoToSomebodyElseOrOfAnotherMeetingSilencesNothing() {
    ConsentStatement yes = given(SCOPE).to(SHELTER).at(TUESDAY);
    for (ConsentStatement no :
        List.of(
            refused(SCOPE).to(OTHER_SHELTER).in(MEETING).at(MONDAY),
            refused(SCOPE).to(SHELTER).in(ANOTHER_MEETING).at(MONDAY),
            refused(SCOPE).to(SHELTER).in(MEETING).byGuardian().at(MONDAY),
            refused(ConsentScope.TRAVEL).to(SHELTER).in(MEETING).at(MONDAY))) {
      assertThat(isOpen(SHELTER, List.of(yes, no))).isTrue();
      assertThat(isOpen(SHELTER, abroad(List.of(yes, no)))).isTrue();
    }
  }

  @Test
  void aNoToOneLeavesTheYesToTheActTowardsTheOthers() {
    ConsentStatement yes = given(ConsentScope.LATER_CONTACT).to(null).items().at(TUESDAY);
    ConsentStatement no = refused(ConsentScope.LATER_CONTACT).to(SHELTER).in(MEETING).at(MONDAY);
    for (List<ConsentStatement> said : List.of(List.of(yes, no), abroad(List.of(yes, no)))) {
      assertThat(isOpen(ConsentScope.LATER_CONTACT, SHELTER, Set.of(), said)).isFalse();
      assertThat(isOpen(ConsentScope.LATER_CONTACT, OTHER_SHELTER, Set.of(), said)).isTrue();
    }
  }

  /** Whatever was said in whatever meeting; and what had travelled before opens nothing more. */
  @Test
  void itNeverOpensMoreThereThanAtHome() {
    Random random = new Random(20_261_127);
    int open = 0;
    for (int i = 0; i < 5_000; i++) {
      List<ConsentStatement> said =
          Stream.generate(() -> word(random)).limit(1 + random.nextInt(6)).toList();
      List<ConsentStatement> there = new ArrayList<>();
      for (int heard = 1; heard <= said.size(); heard++) {
        there.addAll(abroad(said.subList(0, heard)));
      }
      for (OrganizationId towards : List.of(SHELTER, OTHER_SHELTER)) {
        for (ItemCategory item : List.of(NAME, CONTACT)) {
          if (isOpen(SCOPE, towards, Set.of(item), there)) {
            open++;
            assertThat(isOpen(SCOPE, towards, Set.of(item), said)).as("%s", said).isTrue();
          }
        }
      }
    }
    assertThat(open).isGreaterThan(500);
  }

  private static ConsentStatement word(Random random) {
    Statements word =
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> given(SCOPE);
          case 3 -> withdrawn(SCOPE);
          case 4 -> invalidated(SCOPE);
          default -> refused(SCOPE);
        };
    return word.to(one(random, SHELTER, OTHER_SHELTER))
        .items(one(random, Set.of(NAME), Set.of(NAME, CONTACT)))
        .until(random.nextInt(3) == 0 ? WEDNESDAY : null)
        .in(one(random, MEETING, ANOTHER_MEETING))
        .at(MONDAY.plus(Duration.ofMinutes(random.nextInt(8))));
  }

  @SafeVarargs
  private static <T> T one(Random random, T... of) {
    return Arrays.asList(of).get(random.nextInt(of.length));
  }

  private static List<ConsentStatement> abroad(List<ConsentStatement> said) {
    return ForeignConsents.words(said).stream()
        .map(it -> ForeignConsents.statement(CASE, THERE, it, WEDNESDAY))
        .toList();
  }

  private static boolean isOpen(OrganizationId towards, List<ConsentStatement> said) {
    return isOpen(SCOPE, towards, Set.of(NAME), said);
  }

  private static boolean isOpen(
      ConsentScope scope,
      OrganizationId towards,
      Set<ItemCategory> items,
      List<ConsentStatement> said) {
    Disclosure asked = Disclosure.of(CASE, scope, towards, items, false);
    return ConsentPolicy.decide(asked, said, THURSDAY).isPermit();
  }
}
