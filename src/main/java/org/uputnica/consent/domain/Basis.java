package org.uputnica.consent.domain;

import java.util.List;
import java.util.UUID;
import org.uputnica.platform.id.ConsentId;

/** What one scope rests on. */
public sealed interface Basis {
  ConsentScope scope();

  /**
   * Code of the ground, for the journal and for who reads: a scope she agreed to, or an exception.
   */
  String code();

  /** Code of the ground in law ({@code legal-bases.csv}). */
  default String legal() {
    return code();
  }

  /** The statements that decided. */
  List<ConsentId> statements();

  /** The person, and for a child the guardian, said yes. */
  record Agreed(ConsentScope scope, List<ConsentId> statements) implements Basis {
    public Agreed {
      statements = List.copyOf(statements);
    }

    @Override
    public String code() {
      return scope.code();
    }

    @Override
    public String legal() {
      return "CONSENT";
    }
  }

  /** A child is reported to those who must protect it, whoever agrees. */
  record ChildProtectionDuty(ConsentScope scope) implements Basis {
    @Override
    public String code() {
      return "CHILD-PROTECTION-DUTY";
    }

    @Override
    public List<ConsentId> statements() {
      return List.of();
    }
  }

  /** Asked for with a reason and granted by the responsible house. */
  record Requested(ConsentScope scope, UUID access) implements Basis {
    public static final String CODE = "IDENTITY-REQUEST";

    @Override
    public String code() {
      return CODE;
    }

    @Override
    public List<ConsentId> statements() {
      return List.of();
    }
  }

  /** An emergency: a reason, an end, a second person told at once, a review afterwards. */
  record BrokenGlass(ConsentScope scope, UUID access) implements Basis {
    public static final String CODE = "BREAK-GLASS";

    @Override
    public String code() {
      return CODE;
    }

    @Override
    public List<ConsentId> statements() {
      return List.of();
    }
  }

  /** A law allows or orders it without consent. */
  record Excepted(ConsentScope scope, OverrideReason reason, ConsentId exception) implements Basis {
    @Override
    public String code() {
      return reason.code();
    }

    @Override
    public List<ConsentId> statements() {
      return List.of(exception);
    }
  }
}
