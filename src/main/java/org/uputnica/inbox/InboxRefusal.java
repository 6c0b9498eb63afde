package org.uputnica.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;
import org.uputnica.platform.text.Texts;

/** What is said no to around the inbox. */
sealed interface InboxRefusal extends Refusal {
  /** The address is none that the service lets itself be sent to; why is not said. */
  record NoTarget() implements InboxRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.TARGET_REFUSED;
    }

    @Override
    public String detail() {
      return "Give an https address that is reached from the public internet";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("url", "is no address to send to"));
    }
  }

  /** This node sends no letters. */
  record NoLetters() implements InboxRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.RULE_BROKEN;
    }

    @Override
    public String detail() {
      return "This node sends no letters; look into the inbox, or have it stream";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("byMail", "cannot be had here"));
    }
  }

  /** A field without which another one means nothing. */
  record Missing(String field) implements InboxRefusal {
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

  /** The staff's texts do not exist in it. */
  record NoLanguage() implements InboxRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.INVALID_VALUE;
    }

    @Override
    public String detail() {
      return "Letters are not written in this language";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("language", "is not among the languages", Texts.STAFF));
    }
  }

  /** Somebody else has chosen the id. */
  record IdInUse() implements InboxRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.ALREADY_EXISTS;
    }

    @Override
    public String detail() {
      return "Choose another id";
    }

    @Override
    public List<FieldProblem> errors() {
      return List.of(FieldProblem.at("id", "is in use"));
    }
  }

  /** The organisation has as many webhooks as it may have. */
  record EnoughWebhooks(int most) implements InboxRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.RULE_BROKEN;
    }

    @Override
    public String detail() {
      return "An organisation has at most %d webhooks; end one first".formatted(most);
    }
  }

  /** It was ended before. */
  record Ended() implements InboxRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.STEP_NOT_OPEN;
    }

    @Override
    public String detail() {
      return "It has ended; add another one";
    }
  }

  /** This copy of the service has as many streams as it may have. */
  record EnoughStreams() implements InboxRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.TOO_MANY_REQUESTS;
    }

    @Override
    public String detail() {
      return "Come back later, or ask for the changes";
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.of(Duration.ofSeconds(30));
    }
  }
}
