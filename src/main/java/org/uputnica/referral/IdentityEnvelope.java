package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.consent.ConsentService;
import org.uputnica.consent.DisclosureGate;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Relation;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.referral.domain.CodeWords;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;
import org.uputnica.registration.OpenEnvelopes;

/** Opens the identity items of a referral for the service that accepted, and closes them again. */
@ApplicationScoped
class IdentityEnvelope implements OpenEnvelopes {
  private final Referrals referrals;
  private final DisclosureGate gate;
  private final ConsentService consents;
  private final CaseService cases;
  private final CaseFileService caseFiles;
  private final SecureRandom random = new SecureRandom();

  IdentityEnvelope(
      Referrals referrals,
      DisclosureGate gate,
      ConsentService consents,
      CaseService cases,
      CaseFileService caseFiles) {
    this.referrals = referrals;
    this.gate = gate;
    this.consents = consents;
    this.cases = cases;
    this.caseFiles = caseFiles;
  }

  @Override
  public Set<ItemCategory> open(CaseRecord record, Caller caller) {
    return referrals.of(record.id()).stream()
        .filter(it -> it.isReceiver(caller) && it.identityOpen())
        .filter(it -> gate.opens(it.disclosure(record.isChild()), Relation.SERVING))
        .flatMap(it -> it.items().stream())
        .collect(Collectors.toSet());
  }

  /** Accepted: the two sides have a word. Without a ground that is all. */
  Referral accept(Referral referral) {
    return open(agree(referral));
  }

  /** The two sides have a word, and nothing has opened by it. */
  Referral agree(Referral referral) {
    return referral.agreed(CodeWords.random(random));
  }

  /**
   * The house itself says yes to what was noted in its name. Where nothing may open any more,
   * nobody comes, and no new word is made for a way.
   */
  Referral confirm(Referral referral) {
    Referral opened = openAgain(referral);
    return opened.identityOpen() ? agree(opened) : opened;
  }

  /** What was left shut after the house had accepted opens with a new ground; of whom is there. */
  Referral openAgain(Referral referral) {
    return caseFiles.hasFile(referral.caseId()) ? open(referral) : referral;
  }

  /** Without a ground: no key, nothing to find, no serving. */
  private Referral open(Referral referral) {
    boolean child = cases.involved(referral.caseId()).isChild();
    if (!consents.decide(referral.disclosure(child)).isPermit()) {
      return referral;
    }
    caseFiles.admit(referral.caseId(), referral.receiver());
    caseFiles.letFind(referral.caseId(), referral.receiver(), referral.items());
    cases.setServing(referral.caseId(), referral.receiver(), true);
    return referral.opened();
  }

  /** Of a person who is erased there is no key left to forget. */
  Referral shutWithPerson(Referral referral) {
    if (!referral.identityOpen()) {
      return referral;
    }
    cases.setServing(referral.caseId(), referral.receiver(), false);
    return referral.closed();
  }

  /** A house that serves her under another referral as well keeps what that one opened. */
  Referral shut(Referral referral) {
    if (!referral.identityOpen()) {
      return referral;
    }
    boolean elsewhere =
        referrals.of(referral.caseId()).stream()
            .anyMatch(it ->
                it.identityOpen()
                    && !it.id().equals(referral.id())
                    && it.receiver().equals(referral.receiver()));
    if (!elsewhere) {
      caseFiles.shut(referral.caseId(), referral.receiver());
      cases.setServing(referral.caseId(), referral.receiver(), false);
    }
    return referral.closed();
  }
}
