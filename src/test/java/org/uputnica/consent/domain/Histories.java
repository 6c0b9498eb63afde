package org.uputnica.consent.domain;

import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ExceptionRule.Effective;
import org.uputnica.platform.id.OrganizationId;

/** Made-up histories of one case, the same ones for the same seed. */
final class Histories {
  static final List<ConsentScope> SCOPES =
      List.of(
          ConsentScope.INTERVIEW,
          ConsentScope.MECHANISM,
          ConsentScope.REFERRAL,
          ConsentScope.POLICE,
          ConsentScope.TRAVEL);
  static final Instant NOW = MONDAY.plus(Duration.ofMinutes(5));

  private Histories() {}

  /** Everything a history opens, one line per scope, age, recipient and single item. */
  static Set<String> open(List<ConsentStatement> said) {
    Set<String> open = new HashSet<>();
    for (ConsentScope scope : SCOPES) {
      for (OrganizationId recipient : List.of(SHELTER, OTHER_SHELTER)) {
        for (boolean child : List.of(true, false)) {
          for (ItemCategory item : ItemCategory.values()) {
            Disclosure asked = Disclosure.of(CASE, scope, recipient, Set.of(item), child);
            if (ConsentPolicy.decide(asked, said, NOW).isPermit()) {
              open.add(scope + " " + child + " " + recipient + " " + item);
            }
          }
        }
      }
    }
    return open;
  }

  static List<Disclosure> questions(Random random) {
    return Stream.generate(() ->
            new Disclosure(
                CASE,
                random.nextInt(4) == 0
                    ? Set.of(ConsentScope.REFERRAL, ConsentScope.POLICE)
                    : Set.of(SCOPES.get(random.nextInt(SCOPES.size()))),
                random.nextBoolean() ? SHELTER : OTHER_SHELTER,
                items(random),
                random.nextBoolean()))
        .limit(4)
        .toList();
  }

  static List<ConsentStatement> history(Random random) {
    List<ConsentStatement> said = new ArrayList<>();
    List<ExceptionAct> acts = new ArrayList<>();
    for (int length = random.nextInt(9); length > 0; length--) {
      ConsentStatement next = statement(random, acts);
      said.add(next);
      if (next instanceof ExceptionAct act) {
        acts.add(act);
      }
    }
    return said;
  }

  private static ConsentStatement statement(Random random, List<ExceptionAct> acts) {
    Instant at = MONDAY.plus(Duration.ofMinutes(random.nextInt(7)));
    ConsentScope scope = SCOPES.get(random.nextInt(SCOPES.size()));
    if (random.nextInt(6) == 0) {
      return acts.isEmpty() || random.nextBoolean()
          ? Statements.exception(
              OverrideReason.values()[random.nextInt(OverrideReason.values().length)],
              scope,
              random.nextBoolean() ? Effective.AT_ONCE : Effective.AFTER_APPROVAL,
              items(random),
              "vera",
              random.nextBoolean() ? at : at.minus(Duration.ofHours(24)))
          : Statements.approved(
              acts.get(random.nextInt(acts.size())), random.nextBoolean() ? "vera" : "marko", at);
    }
    Statements said =
        switch (random.nextInt(9)) {
          case 0, 1, 2, 3 -> Statements.given(scope);
          case 4 -> Statements.refused(scope);
          case 5 -> Statements.withdrawn(scope);
          case 6 -> Statements.invalidated(scope);
          case 7 -> Statements.asked(scope);
          default -> Statements.notAsked(scope);
        };
    @Nullable OrganizationId recipient =
        switch (random.nextInt(3)) {
          case 0 -> null;
          case 1 -> SHELTER;
          default -> OTHER_SHELTER;
        };
    return said.to(recipient)
        .items(items(random))
        .in(new UUID(3, random.nextInt(3)))
        .by(SaidBy.values()[random.nextInt(2)])
        .until(random.nextInt(4) == 0 ? at.plus(Duration.ofMinutes(2)) : null)
        .recorded(at.plus(Duration.ofSeconds(random.nextInt(120) - 60L)))
        .at(at);
  }

  private static Set<ItemCategory> items(Random random) {
    Set<ItemCategory> items = EnumSet.noneOf(ItemCategory.class);
    for (ItemCategory item : ItemCategory.values()) {
      if (random.nextBoolean()) {
        items.add(item);
      }
    }
    return items;
  }
}
