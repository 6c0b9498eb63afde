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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentStatement.No;
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

  /** What {@code FigureSelect} counts; two words at one instant are for who hears them first. */
  @Test
  void whatIsCountedOfHerNoIsTheSameInEveryOrder() {
    Random random = new Random(7);
    Set<RefusalReason> reasons = EnumSet.noneOf(RefusalReason.class);
    int heardAgain = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<Word> words = new ArrayList<>();
      words(random).forEach(word -> words.add(word.later(words.size())));
      Map<ConsentScope, RefusalReason> first = counted(recorded(words));
      reasons.addAll(first.values());
      for (int order = 0; order < ORDERS; order++) {
        List<Word> late = new ArrayList<>(words);
        Collections.shuffle(late, random);
        List<ConsentStatement> then = recorded(late);
        heardAgain += nos(then).size() > heard(then).size() ? 1 : 0;
        assertThat(counted(then)).as("history %d, %s", i, late).isEqualTo(first);
      }
    }
    assertThat(reasons).containsExactlyInAnyOrder(RefusalReason.values());
    assertThat(heardAgain).isPositive();
  }

  /** The reason of the latest no about each scope; of a meeting only what it heard first. */
  private static Map<ConsentScope, RefusalReason> counted(List<ConsentStatement> said) {
    Map<ConsentScope, RefusalReason> counted = new EnumMap<>(ConsentScope.class);
    heard(said).stream()
        .sorted(Comparator.comparing(no -> no.said().at()))
        .forEach(no -> counted.put(no.scope(), Objects.requireNonNull(no.reason())));
    return counted;
  }

  private static List<No> heard(List<ConsentStatement> said) {
    List<No> nos = nos(said);
    return nos.stream()
        .filter(no -> nos.stream().noneMatch(other -> other != no && holds(other, no)))
        .toList();
  }

  private static boolean holds(No first, No then) {
    Said again = then.said();
    return first.holdsFor(
        again.scope(),
        again.recipient(),
        again.saidBy(),
        then.told().contact(),
        again.deviceTime());
  }

  private static List<No> nos(List<ConsentStatement> said) {
    return said.stream().filter(No.class::isInstance).map(No.class::cast).toList();
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
        random.nextInt(3) == 0 && (status != ConsentStatus.GIVEN || !scope.needsRecipient());
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
        RefusalReason.values()[random.nextInt(RefusalReason.values().length)],
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
      RefusalReason why,
      ConsentId id) {
    Word later(int seconds) {
      return new Word(status, scope, recipient, items, meeting, at.plusSeconds(seconds), why, id);
    }

    void check(List<ConsentStatement> said) {
      if (status == ConsentStatus.WITHDRAWN) {
        POLICY.check(
            new Withdraw(id, scope, recipient, SaidBy.PERSON, told(), why, at),
            adult(),
            VERA,
            said,
            TUESDAY);
      } else {
        POLICY.check(
            new RecordConsent(
                id, scope, recipient, status, items, SaidBy.PERSON, told(), reason(), null, at),
            adult(),
            VERA,
            said,
            TUESDAY,
            "");
      }
    }

    private @Nullable StatedReason reason() {
      return switch (status) {
        case REFUSED -> why;
        case INVALIDATED -> InvalidReason.DURESS;
        default -> null;
      };
    }

    Word asANo() {
      return new Word(ConsentStatus.REFUSED, scope, recipient, items, meeting, at, why, id);
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
        case REFUSED -> new ConsentStatement.Refused(about, told(), why);
        case WITHDRAWN -> new ConsentStatement.Withdrawn(about, told(), why);
        case INVALIDATED -> new ConsentStatement.Invalidated(about, told(), InvalidReason.DURESS);
        default -> throw new IllegalStateException(status.code());
      };
    }

    private Telling told() {
      return new Telling("CM-VERB-W", "prs", null, "NONE", "S-77", true, meeting, null);
    }
  }
}
