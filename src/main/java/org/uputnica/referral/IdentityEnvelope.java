package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.referral.domain.CodeWords;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/** Opens the identity items of a referral for the service that accepted, and closes them again. */
@ApplicationScoped
class IdentityEnvelope {
  private final Referrals referrals;
  private final CaseService cases;
  private final CaseFileService caseFiles;
  private final SecureRandom random = new SecureRandom();

  IdentityEnvelope(Referrals referrals, CaseService cases, CaseFileService caseFiles) {
    this.referrals = referrals;
    this.cases = cases;
    this.caseFiles = caseFiles;
  }

  Referral open(Referral referral) {
    caseFiles.admit(referral.caseId(), referral.receiver());
    caseFiles.letFind(referral.caseId(), referral.receiver(), referral.items());
    cases.setServing(referral.caseId(), referral.receiver(), true);
    return referral.opened(CodeWords.random(random));
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
