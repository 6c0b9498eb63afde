package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.adult;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/**
 * What was said in meetings one after the other, and comes in from several telephones in any order:
 * what is recorded opens the same, although not every order records the same. A withdrawal that
 * comes in before its yes is recorded as a no, as its refusal says; that a yes was not valid is
 * recorded before it.
 */
class OrderOfArrivalTest {
  private static final RecordingPolicy POLICY =
      new RecordingPolicy(
          Map.of("CM-VERB-W", new MethodRule("CM-VERB-W", true, true, false)),
          Set.of("prs"),
          Map.of());
  private static final Caller VERA =
      Caller.person("vera", Statements.BORDER, new CountryCode("ME"), Set.of(Roles.FRONT));
  private static final List<ConsentScope> SCOPES =
      List.of(ConsentScope.REFERRAL, ConsentScope.INTERVIEW);
  private static final int HISTORIES = 2_000;
  private static final int ORDERS = 4;

  private int refused;

  @Test
  void whatIsRecordedOpensTheSameInEveryOrder() {
    Random random = new Random(5);
    int open = 0;
    int different = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<Word> words = words(random);
      List<ConsentStatement> first = recorded(words);
      open += opened(first).isEmpty() ? 0 : 1;
      for (int order = 0; order < ORDERS; order++) {
        List<Word> late = new ArrayList<>(words);
        Collections.shuffle(late, random);
        List<ConsentStatement> then = recorded(late);
        different += Set.copyOf(then).equals(Set.copyOf(first)) ? 0 : 1;
        assertThat(opened(then))
            .as("history %d, %s against %s", i, late, words)
            .isEqualTo(opened(first));
      }
    }
    assertThat(refused).isPositive();
    assertThat(open).isPositive();
    assertThat(different).isPositive();
  }

  private List<ConsentStatement> recorded(List<Word> words) {
    List<ConsentStatement> said = new ArrayList<>();
    for (Word word : words) {
      try {
        word.check(said);
        said.add(word.statement());
      } catch (RefusedException expected) {
        refused++;
        if (word.status == ConsentStatus.WITHDRAWN) {
          Word no = word.asANo();
          no.check(said);
          said.add(no.statement());
        }
      }
    }
    return said;
  }

  private static Set<String> opened(List<ConsentStatement> said) {
    Set<String> open = new TreeSet<>();
    for (ConsentScope scope : SCOPES) {
      for (OrganizationId recipient : List.of(SHELTER, OTHER_SHELTER)) {
        for (Set<ItemCategory> items :
            List.<Set<ItemCategory>>of(
                Set.of(), Set.of(ItemCategory.NAME), Set.of(ItemCategory.HEALTH))) {
          Disclosure asked = Disclosure.of(CASE, scope, recipient, items, false);
          if (ConsentPolicy.decide(asked, said, TUESDAY).isPermit()) {
            open.add(scope + " " + recipient + " " + items);
          }
        }
      }
    }
    return open;
  }

  /** Meetings of ten minutes; what she takes back in between is a meeting of its own. */
  private static List<Word> words(Random random) {
    return Stream.generate(() -> word(random)).limit(2 + random.nextInt(6)).toList();
  }

  private static Word word(Random random) {
    int minute = random.nextInt(40);
    ConsentStatus status =
        List.of(
                ConsentStatus.GIVEN,
                ConsentStatus.GIVEN,
                ConsentStatus.REFUSED,
                ConsentStatus.WITHDRAWN,
                ConsentStatus.INVALIDATED)
            .get(random.nextInt(5));
    ConsentScope scope = SCOPES.get(random.nextInt(SCOPES.size()));
    boolean toAll =
        random.nextInt(3) == 0
            && status != ConsentStatus.INVALIDATED
            && (status != ConsentStatus.GIVEN || !scope.needsRecipient());
    boolean gives = status == ConsentStatus.GIVEN && !toAll;
    return new Word(
        status,
        scope,
        toAll ? null : random.nextBoolean() ? SHELTER : OTHER_SHELTER,
        gives ? items(random) : Set.of(),
        status == ConsentStatus.WITHDRAWN || status == ConsentStatus.INVALIDATED
            ? new UUID(4, random.nextLong())
            : new UUID(3, minute / 10),
        MONDAY.plus(Duration.ofMinutes(minute)),
        new ConsentId(new UUID(6, random.nextLong())));
  }

  private static Set<ItemCategory> items(Random random) {
    return random.nextBoolean()
        ? Set.of(ItemCategory.NAME)
        : Set.of(ItemCategory.NAME, ItemCategory.HEALTH);
  }

  private record Word(
      ConsentStatus status,
      ConsentScope scope,
      @Nullable OrganizationId recipient,
      Set<ItemCategory> items,
      UUID meeting,
      Instant at,
      ConsentId id) {
    void check(List<ConsentStatement> said) {
      if (status == ConsentStatus.WITHDRAWN) {
        POLICY.check(
            new Withdraw(id, scope, recipient, SaidBy.PERSON, told(), at),
            adult(),
            VERA,
            said,
            TUESDAY);
      } else {
        POLICY.check(
            new RecordConsent(
                id,
                scope,
                recipient,
                status,
                items,
                SaidBy.PERSON,
                told(),
                status == ConsentStatus.INVALIDATED ? InvalidReason.DURESS : null,
                null,
                at),
            adult(),
            VERA,
            said,
            TUESDAY,
            "");
      }
    }

    Word asANo() {
      return new Word(ConsentStatus.REFUSED, scope, recipient, items, meeting, at, id);
    }

    ConsentStatement statement() {
      Said about =
          new Said(
              id,
              CASE,
              scope,
              recipient,
              items,
              SaidBy.PERSON,
              at,
              TUESDAY,
              Statements.BORDER,
              "vera");
      return switch (status) {
        case GIVEN -> new ConsentStatement.Given(about, told(), false, null);
        case REFUSED -> new ConsentStatement.Refused(about, told());
        case WITHDRAWN -> new ConsentStatement.Withdrawn(about, told());
        case INVALIDATED -> new ConsentStatement.Invalidated(about, told(), InvalidReason.DURESS);
        default -> throw new IllegalStateException(status.code());
      };
    }

    private Telling told() {
      return new Telling("CM-VERB-W", "prs", null, "NONE", "S-77", true, meeting, null);
    }
  }
}
