package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.Asked;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatement.NotAsked;
import org.uputnica.consent.domain.ConsentStatement.Refused;
import org.uputnica.consent.domain.ConsentStatement.Withdrawn;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;

/**
 * A word that may end a yes: it is taken back, a no follows it, it is found not to be valid, or a
 * yes to less follows it. What then follows is what {@link ConsentPolicy} no longer covers, by
 * everything that was said: a word that comes in late ends nothing that a later yes covers. When a
 * time she had set is over the gate shuts by itself; nobody has said anything, and nothing ends.
 * What went without a yes, on a ground of the law, ends with that ground: with her no, where that
 * outranks it, or when its time is over.
 *
 * @param by the word, written down already; or the exception whose time is over
 * @param said everything that counts of what was said about the case
 */
public record Ending(ConsentStatement by, List<ConsentStatement> said, boolean child, Instant now) {
  public Ending {
    said = List.copyOf(said);
  }

  /** The ending this may be; none for a question, an exception in force, a yes not in force. */
  public static Optional<Ending> of(
      ConsentStatement word, List<ConsentStatement> said, boolean child, Instant now) {
    boolean mayEnd =
        switch (word) {
          case Refused _, Withdrawn _, Invalidated _ -> true;
          case Given given ->
              given.said().recipient() != null && ConsentPolicy.counts(given, said, child, now);
          case ExceptionAct act -> !ConsentPolicy.isInForce(act, said, child, now);
          case Asked _, NotAsked _, ExceptionApproved _ -> false;
        };
    return mayEnd ? Optional.of(new Ending(word, said, child, now)) : Optional.empty();
  }

  public CaseId caseId() {
    return by.said().caseId();
  }

  public ConsentScope scope() {
    return by.scope();
  }

  /**
   * Of what an organisation was shown under a yes to this scope, what it may go on having: another
   * yes. The end of an exception takes nothing of it.
   */
  public Set<ItemCategory> kept(OrganizationId recipient, Set<ItemCategory> shown) {
    return concerns(recipient) && !(by instanceof ExceptionAct)
        ? ConsentPolicy.agreed(towards(recipient, shown), said, now)
        : shown;
  }

  /** Of what goes to an organisation under this scope, what may still go, on whatever ground. */
  public Set<ItemCategory> left(OrganizationId recipient, Set<ItemCategory> items) {
    if (!concerns(recipient)) {
      return items;
    }
    Set<ItemCategory> left = EnumSet.noneOf(ItemCategory.class);
    for (ItemCategory item : items) {
      if (isCovered(towards(recipient, Set.of(item)))) {
        left.add(item);
      }
    }
    return left;
  }

  /**
   * Whether what went to an organisation must stop: she had said yes to it, or it went without
   * asking her, and nothing covers all of these items any more, or the act itself where there are
   * none.
   */
  public boolean stops(OrganizationId recipient, Set<ItemCategory> items) {
    return concerns(recipient)
        && (wentWithoutAsking(recipient)
            || yeses().anyMatch(it -> it.said().recipient() == null || isTo(it, recipient)))
        && !isCovered(towards(recipient, items));
  }

  /** Whether what has not left yet could have left before this word, and cannot any more. */
  public boolean undoes(OrganizationId recipient, Set<ItemCategory> items) {
    Disclosure asked = towards(recipient, items);
    List<ConsentStatement> before = said.stream().filter(it -> !it.id().equals(by.id())).toList();
    return stops(recipient, items) && ConsentPolicy.decide(asked, before, now).isPermit();
  }

  /** Whether nobody is left towards whom she agrees to what this scope is about. */
  public boolean stopsTheAct() {
    return yeses().findAny().isPresent()
        && Stream.concat(
                Stream.of(by.said().organization()),
                said.stream()
                    .filter(it -> it.scope() == scope())
                    .flatMap(it -> Stream.ofNullable(it.said().recipient())))
            .noneMatch(it -> isCovered(towards(it, Set.of())));
  }

  private boolean wentWithoutAsking(OrganizationId recipient) {
    return Stream.concat(Stream.of(by), said.stream())
        .anyMatch(it -> it instanceof ExceptionAct && it.scope() == scope() && isTo(it, recipient));
  }

  private Stream<ConsentStatement> yeses() {
    return said.stream()
        .filter(Given.class::isInstance)
        .filter(it -> it.scope() == scope() && !it.id().equals(by.id()));
  }

  private boolean concerns(OrganizationId recipient) {
    return by.said().recipient() == null || isTo(by, recipient);
  }

  private static boolean isTo(ConsentStatement statement, OrganizationId recipient) {
    @Nullable OrganizationId named = statement.said().recipient();
    return recipient.equals(named);
  }

  private Disclosure towards(OrganizationId recipient, Set<ItemCategory> items) {
    return Disclosure.of(caseId(), scope(), recipient, items, child);
  }

  private boolean isCovered(Disclosure asked) {
    return ConsentPolicy.decide(asked, said, now).isPermit();
  }
}
