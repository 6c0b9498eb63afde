package org.uputnica.consent.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;

/** Every "no" of this room. */
public sealed interface ConsentRefusal extends Refusal {
  /** A value that cannot be. */
  record BadValue(String field, String detail, List<String> allowed) implements ConsentRefusal {
    public BadValue {
      allowed = List.copyOf(allowed);
    }

    public BadValue(String field, String detail) {
      this(field, detail, List.of());
    }

    @Override
    public ProblemType type() {
      return ProblemType.INVALID_VALUE;
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at(field, detail, allowed));
    }
  }

  /**
   * A statement that no conversation could have led to, or that proves nothing.
   *
   * @param rule code of the rule, for a program; absent where the field says it all
   */
  record RuleBroken(@Nullable String rule, String field, String detail, List<String> allowed)
      implements ConsentRefusal {
    public RuleBroken {
      allowed = List.copyOf(allowed);
    }

    public RuleBroken(String field, String detail, List<String> allowed) {
      this(null, field, detail, allowed);
    }

    public RuleBroken(String field, String detail) {
      this(field, detail, List.of());
    }

    static RuleBroken rule(String rule, String field, String detail) {
      return rule(rule, field, detail, List.of());
    }

    static RuleBroken rule(String rule, String field, String detail, List<String> allowed) {
      return new RuleBroken(rule, field, detail, allowed);
    }

    @Override
    public ProblemType type() {
      return ProblemType.RULE_BROKEN;
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(new FieldProblem(field, rule, detail, allowed));
    }
  }

  /** A no is respected for the rest of the meeting. */
  record AskedAlready(ConsentScope scope) implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.ASKED_ALREADY;
    }

    @Override
    public String detail() {
      return "The person may be asked again in another meeting";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.about(scope.code(), "was refused in this meeting"));
    }
  }

  /**
   * @param withdrawal her own word: its yes may come in later, from another device, and as a no it
   *     closes that all the same
   */
  record NothingToWithdraw(ConsentScope scope, boolean withdrawal) implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.NOTHING_TO_WITHDRAW;
    }

    @Override
    public String detail() {
      return "Consent for "
          + scope.code()
          + " was never given to this recipient"
          + (withdrawal
              ? "; if it came in before its yes, record it as CR-REFUSED with the same deviceTime"
              : "");
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(
          new FieldProblem(
              null,
              scope.code(),
              "was never given",
              withdrawal ? List.of(ConsentStatus.REFUSED.code()) : List.of()));
    }
  }

  /** A relative is not a guardian, and a guardian speaks for no other child. */
  record NotTheGuardian() implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.FORBIDDEN;
    }

    @Override
    public String detail() {
      return "Only the office of the named guardian, or the worker of the case, records the guardian's word";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.about("not-the-guardian", "speaks for no child here"));
    }
  }

  /** The gate stays shut. */
  record ConsentMissing(ConsentScope scope, DenyReason reason, Set<ItemCategory> uncovered)
      implements ConsentRefusal {
    public ConsentMissing {
      uncovered = Sets.of(uncovered, ItemCategory.class);
    }

    @Override
    public ProblemType type() {
      return ProblemType.CONSENT_MISSING;
    }

    @Override
    public String detail() {
      return "Consent for " + scope.code() + " " + reason.words();
    }

    @Override
    public List<FieldProblem> errors() {
      return Stream.concat(
              Stream.of(FieldProblem.about(scope.code(), detail())),
              uncovered.stream().map(item -> FieldProblem.about(item.name(), "was not agreed to")))
          .toList();
    }
  }

  record ApproverIsAsker() implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.APPROVER_IS_ASKER;
    }

    @Override
    public String detail() {
      return "Whoever asked for an exception cannot approve it";
    }
  }

  record ApproverElsewhere() implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.NOT_YOUR_TURN;
    }

    @Override
    public String detail() {
      return "A colleague of the same organisation or the coordinator approves";
    }
  }

  /** The second person has to hold an office that may approve for this reason. */
  record ApproverNotEntitled(OverrideReason reason, List<String> roles) implements ConsentRefusal {
    public ApproverNotEntitled {
      roles = List.copyOf(roles);
    }

    @Override
    public ProblemType type() {
      return ProblemType.NOT_YOUR_TURN;
    }

    @Override
    public String detail() {
      return "For " + reason.code() + " another office approves";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(
          new FieldProblem(null, reason.code(), "is approved by one of these roles", roles));
    }
  }

  /** What is sent without consent does not rest on the exception that is in force. */
  record ExceptionMismatch(String field, String what, List<String> allowed)
      implements ConsentRefusal {
    public ExceptionMismatch {
      allowed = List.copyOf(allowed);
    }

    @Override
    public ProblemType type() {
      return ProblemType.EXCEPTION_MISMATCH;
    }

    @Override
    public String detail() {
      return "Name the reason and the approver of the exception in force for this receiver";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at(field, what, allowed));
    }
  }

  /** A condition under which another country shared the person's data keeps this receiver out. */
  record ConditionBinds(List<Condition> conditions) implements ConsentRefusal {
    public ConditionBinds {
      conditions = List.copyOf(conditions);
    }

    @Override
    public ProblemType type() {
      return ProblemType.CONDITION_BINDS;
    }

    @Override
    public String detail() {
      return "The data came under a condition; only the country that sent them can lift it";
    }

    @Override
    public List<FieldProblem> errors() {
      return conditions.stream()
          .map(one -> FieldProblem.about(one.name(), "keeps this receiver out"))
          .toList();
    }
  }

  /** What was asked back is answered once. */
  record NotAnswerable() implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "It was answered already";
    }
  }

  /** She is told once. */
  record ToldAlready() implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "The person was told already";
    }
  }

  /** Too late, or done already. */
  record NotApprovable(String detail) implements ConsentRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }
  }
}
