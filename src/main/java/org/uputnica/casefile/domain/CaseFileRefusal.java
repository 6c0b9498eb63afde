package org.uputnica.casefile.domain;

import java.util.List;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;

/** Every "no" of a person's file. */
public sealed interface CaseFileRefusal extends Refusal {

  /** What is kept is not what was sealed. The caller can do nothing; the operator is told. */
  record SealBroken(CaseId caseId) implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.INTERNAL;
    }

    @Override
    public String detail() {
      return "What is kept of this person cannot be opened; the operator has been told";
    }
  }

  /** A note is written once, an attachment kept once. */
  record KeptAlready() implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.ALREADY_EXISTS;
    }

    @Override
    public String detail() {
      return "Make a new random id";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("id", "is already in use"));
    }
  }

  /**
   * The content is not of a type its kind allows, or not what its type promises.
   *
   * @param complaint what is wrong with it, in words
   */
  record ContentRefused(AttachmentKind kind, String complaint) implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.CONTENT_REFUSED;
    }

    @Override
    public String detail() {
      return "Nothing was kept; send a content of an allowed type that shows, and does nothing more";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("body", complaint, kind.mediaTypes()));
    }
  }

  /** The scanner knows it as malware. */
  record MalwareFound() implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.MALWARE_FOUND;
    }

    @Override
    public String detail() {
      return "Nothing was kept; do not open the file, and tell who looks after this device";
    }
  }

  /**
   * Larger than its kind may be.
   *
   * @param most bytes
   */
  record ContentTooLarge(long most) implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.BODY_TOO_LARGE;
    }

    @Override
    public String detail() {
      return "At most %d megabytes for this kind of attachment".formatted(most >> 20);
    }
  }

  /** The responsible organisation answers for the file and cannot be shut out of it. */
  record ResponsibleStays(OrganizationId organization) implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.RULE_BROKEN;
    }

    @Override
    public String detail() {
      return "Hand the case to another organisation first";
    }
  }

  /** There is no key to give a new version. */
  record NoKey(OrganizationId organization) implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.INVALID_VALUE;
    }

    @Override
    public String detail() {
      return "Nothing was wrapped for this organisation yet";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("organization", "has no key"));
    }
  }

  /** Old versions are destroyed after the last rotation has finished, not before. */
  record StillInUse() implements CaseFileRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "Wait until the last rotation of this organisation's key has finished";
    }
  }
}
