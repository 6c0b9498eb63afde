package org.uputnica.mechanism.domain;

/** The performers that the reasons of the guards point to. */
final class Performers {
  static final Performer FRONT = new Performer("R-FRONT", Party.OWNER);
  static final Performer CASE = new Performer("R-CASE", Party.OWNER);
  static final Performer GUARDIAN = new Performer("R-GUARD", Party.GUARDIAN);
  static final Performer SERVICE = new Performer("R-SHELTER", Party.COUNTERPART);
  static final Performer LEGAL_AID = new Performer("R-LAW", Party.COUNTERPART);
  static final Performer COORDINATOR = new Performer("R-COORD", Party.COUNTRY);
  static final Performer CONTACT = new Performer("R-XB", Party.CONTACT);
  static final Performer ABROAD = new Performer("R-XB", Party.ABROAD);

  private Performers() {}

  /** Who can make a fact true; nobody for what only time changes. */
  static Performer[] whoBrings(Fact fact) {
    return switch (fact) {
      case RECEIVER_ACTIVE, NO_CONFLICT_OF_INTEREST, ITEMS_EQUAL_CONSENT, ACCEPTED_BY_TELEPHONE ->
          of(FRONT, CASE);
      case CRITERIA_MET, PLACE_HELD -> of(SERVICE);
      case ESCALATED -> of(Performer.SYSTEM);
      case GUARDIAN_NAMED, BODY_DECIDES_ON_CHILDREN -> of(CASE, COORDINATOR);
      case BEST_INTERESTS_DETERMINED -> of(GUARDIAN, CASE);
      case RECEIVING_PERSON_NAMED -> of(ABROAD);
      case CASE_OPEN,
          NO_OPEN_REFERRAL,
          DEADLINES_ANSWERED,
          ALL_CONSENTS_NEW,
          CONSENTS_NOT_EXPIRED ->
          of(FRONT, CASE);
      case NO_OPEN_REQUEST -> of(CASE, CONTACT);
      case NO_ASYLUM_PENDING, NOT_A_DUPLICATE, AGREEMENT_NOT_ENDED, HANDOVER_OPEN -> of();
      case FREE_TO_CHOOSE, OPTIONS_COMPARED -> of(CASE);
      case RISK_FROM_BOTH_SIDES -> of(CASE, CONTACT, ABROAD);
      case SIGNED_BY_BOTH_SIDES -> of(CONTACT, ABROAD);
    };
  }

  private static Performer[] of(Performer... performers) {
    return performers;
  }
}
