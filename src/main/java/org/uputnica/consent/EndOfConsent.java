package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.consent.domain.Ending;
import org.uputnica.platform.persistence.TenantSettings;

/**
 * The one place where a yes ends: whoever was shown something and has no other yes for it is asked
 * for it, and what rested on it stops, also where who writes the word down cannot see.
 */
@ApplicationScoped
public class EndOfConsent {
  private final ConsentStatements statements;
  private final RecallService recalls;
  private final TenantSettings tenant;
  private final Event<ConsentEnded> ended;

  EndOfConsent(
      ConsentStatements statements,
      RecallService recalls,
      TenantSettings tenant,
      Event<ConsentEnded> ended) {
    this.statements = statements;
    this.recalls = recalls;
    this.tenant = tenant;
    this.ended = ended;
  }

  /**
   * What follows from a word that was written down, in its transaction. The case is held since
   * before her words were read.
   *
   * @return the referrals and requests that were stopped
   */
  public List<UUID> follow(CaseForConsent about, ConsentStatement word, Instant now) {
    return Ending.of(word, statements.of(about.id()), about.child(), now)
        .map(ending -> carryOut(about, ending))
        .orElse(List.of());
  }

  /**
   * What follows when a case goes on in another record of her: in this one every yes has ended.
   * What a yes in the other one covers may stay, and is asked back when that ends. Comes while both
   * are held.
   */
  void followJoining(CaseForConsent closed, CaseForConsent goesOn, Instant now) {
    recalls.askUncovered(closed, goesOn, statements.of(goesOn.id()), now);
  }

  private List<UUID> carryOut(CaseForConsent about, Ending ending) {
    ConsentEnded event = new ConsentEnded(ending, new ArrayList<>());
    tenant.beyondCaller(() -> {
      recalls.ask(about, ending);
      ended.fire(event);
    });
    return event.stopped();
  }
}
