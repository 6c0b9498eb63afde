package org.uputnica.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;

/** Every "no" of a search. */
sealed interface SearchRefusal extends Refusal {

  /** This account has searched more often than work needs. */
  record TooMany(Duration pause) implements SearchRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.TOO_MANY_REQUESTS;
    }

    @Override
    public String detail() {
      return "This account has searched often in the last hour; every search is journalled";
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.of(pause);
    }
  }

  /** Nothing to look for was said. */
  record Nothing() implements SearchRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.MISSING_FIELD;
    }

    @Override
    public String detail() {
      return "Say what is known of the person";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("name", "or birthYear, phone or documentNumber is needed"));
    }
  }

  /** A value nothing can be looked for with. */
  record Unreadable(String field, String why) implements SearchRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.INVALID_VALUE;
    }

    @Override
    public String detail() {
      return "Correct the field";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at(field, why));
    }
  }
}
