package org.uputnica.door;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;

/** Every "no" of the door. No word of them says what kind of service this is. */
sealed interface DoorRefusal extends Refusal {

  /** Nothing that could be a number; said before anything is looked at. */
  record NotANumber() implements DoorRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.INVALID_VALUE;
    }

    @Override
    public String detail() {
      return "Read the number again, digit by digit";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("number", "is not sixteen digits, or one of them is wrong"));
    }
  }

  /** Too much was tried, wherever it led. */
  record TooMany(Duration pause) implements DoorRefusal {
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

  /** No session, or one that is over. */
  record NotOpen() implements DoorRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.UNAUTHENTICATED;
    }

    @Override
    public String detail() {
      return "Open the page again with the number";
    }
  }

  /** A yes cannot be taken back here; said without the words of the room that refused. */
  record CannotBeTakenBack(ProblemType type) implements DoorRefusal {
    @Override
    public String detail() {
      if (type == ProblemType.NOTHING_TO_WITHDRAW) {
        return "It opens nothing any more";
      }
      return type == ProblemType.RULE_BROKEN
          ? "Who speaks for you takes it back, together with you"
          : "It cannot be taken back here";
    }
  }

  /** Something she must say is not there. */
  record Missing(String field) implements DoorRefusal {
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
      return List.of(FieldProblem.at(field, "is needed"));
    }
  }

  /** A number lives: it is renewed, not given beside. */
  record HasOne() implements DoorRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "She has a number already; renew it, and the one she has opens nothing any more";
    }
  }

  /** A closed duplicate: what is given there would be one more way to the other record. */
  record GivenInTheOther() implements DoorRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "This record goes on in another one of the same person; she is given a number there";
    }
  }

  /** She has died: the page was hers alone. */
  record StaysShut() implements DoorRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "Her page stays shut; no number is given any more";
    }
  }

  /** The number opens nothing any more. */
  record Ended() implements DoorRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "This number opens nothing any more; give her a new one";
    }
  }
}
