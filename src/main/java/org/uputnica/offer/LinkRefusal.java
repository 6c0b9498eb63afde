package org.uputnica.offer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;

/** Every "no" of answer links. To whoever has one, no word says what kind of service asks. */
sealed interface LinkRefusal extends Refusal {

  /** The request does not wait for a first answer. */
  record NothingToAnswer() implements LinkRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "A link is made for a request that was sent and waits for an answer";
    }
  }

  /** The id of a link is in use. */
  record IdInUse() implements LinkRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.ALREADY_EXISTS;
    }

    @Override
    public String detail() {
      return "Make a new id";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("id", "is in use"));
    }
  }

  /** Too much was tried, wherever it led. */
  record TooMany(Duration pause) implements LinkRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.TOO_MANY_REQUESTS;
    }

    @Override
    public String detail() {
      return "Try again later";
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.of(pause);
    }
  }

  /** Something that belongs to this answer is not there. */
  record Missing(String field) implements LinkRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.MISSING_FIELD;
    }

    @Override
    public String detail() {
      return "Something is missing";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at(field, "is needed with this answer"));
    }
  }

  /** A reason that is none. */
  record NoReason(List<String> allowed) implements LinkRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.INVALID_VALUE;
    }

    @Override
    public String detail() {
      return "Choose one of the reasons";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("reason", "is not one of the reasons", allowed));
    }
  }
}
