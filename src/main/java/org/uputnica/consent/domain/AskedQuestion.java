package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.OrganizationId;

/**
 * What she was asked in one meeting, so that nobody asks it again unknowing: by whom, when, in
 * which language. The answer only for who may see it.
 *
 * @param recipient towards whom; absent: towards nobody in particular
 * @param at when it was first asked there (UTC)
 * @param organization of who asked
 * @param contact the meeting
 * @param answer absent when there was none, or when it is not this caller's to see
 */
public record AskedQuestion(
    ConsentScope scope,
    @Nullable OrganizationId recipient,
    SaidBy saidBy,
    Instant at,
    OrganizationId organization,
    String language,
    UUID contact,
    @Nullable ConsentStatus answer) {

  /** The questions of a case as this caller may read them, oldest first. */
  public static List<AskedQuestion> of(
      List<ConsentStatement> said, CaseForConsent about, Caller caller) {
    List<Spoken> spoken = new ArrayList<>();
    for (ConsentStatement statement : said) {
      switch (statement) {
        case ConsentStatement.Asked it -> spoken.add(it);
        case ConsentStatement.Given it -> spoken.add(it);
        case ConsentStatement.Refused it -> spoken.add(it);
        case ConsentStatement.NotAsked _,
            ConsentStatement.Withdrawn _,
            ConsentStatement.Invalidated _,
            ConsentStatement.ExceptionAct _,
            ConsentStatement.ExceptionApproved _ -> {
          // nobody put a question
        }
      }
    }
    spoken.sort(Comparator.comparing(it -> it.said().at()));
    Map<Key, AskedQuestion> questions = new LinkedHashMap<>();
    for (Spoken each : spoken) {
      AskedQuestion question = question(each, about, caller);
      questions.merge(
          new Key(question.scope, question.recipient, question.saidBy, question.contact),
          question,
          AskedQuestion::then);
    }
    return List.copyOf(questions.values());
  }

  /** In how many meetings she was asked to tell what happened to her. */
  public static long storyAsked(List<AskedQuestion> questions) {
    return questions.stream()
        .filter(it -> it.scope == ConsentScope.INTERVIEW)
        .map(AskedQuestion::contact)
        .distinct()
        .count();
  }

  private static AskedQuestion question(Spoken spoken, CaseForConsent about, Caller caller) {
    Said said = spoken.said();
    boolean answered = spoken.status().isAnswer() && maySee(said, about, caller);
    return new AskedQuestion(
        said.scope(),
        said.recipient(),
        said.saidBy(),
        said.at(),
        said.organization(),
        spoken.told().language(),
        spoken.told().contact(),
        answered ? spoken.status() : null);
  }

  /**
   * She herself, and who answers for her, met her, guards her or watches over the country, sees
   * every word; a house that helps her sees what concerns itself, what was said towards nobody in
   * particular or everybody, and what it wrote down.
   */
  public static boolean maySee(Said said, CaseForConsent about, Caller caller) {
    @Nullable OrganizationId recipient = said.recipient();
    return seesAll(about, caller)
        || caller.isOf(said.organization())
        || recipient == null
        || caller.isOf(recipient);
  }

  /** Whether every word of hers concerns this caller. */
  public static boolean seesAll(CaseForConsent about, Caller caller) {
    return caller.isOf(about.responsible())
        || caller.isOf(about.registering())
        || caller.organization().equals(about.guardian())
        || caller.watchesCountry()
        || caller.isPersonOf(about.id());
  }

  /** The same question with what was said later in the same meeting. */
  private AskedQuestion then(AskedQuestion later) {
    return new AskedQuestion(
        scope,
        recipient,
        saidBy,
        at,
        organization,
        language,
        contact,
        later.answer == null ? answer : later.answer);
  }

  private record Key(
      ConsentScope scope, @Nullable OrganizationId recipient, SaidBy saidBy, UUID contact) {}
}
