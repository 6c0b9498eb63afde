package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of answer an input takes. Closed. Free text never enters the process: a note is sealed
 * in the vault, and the step carries its id.
 */
public sealed interface InputKind {
  /** The kind's word in the files and in the contract. */
  String word();

  /** One code of a list. */
  record Code(String list, List<String> allowed) implements InputKind {
    public Code {
      allowed = List.copyOf(allowed);
    }

    @Override
    public String word() {
      return "code";
    }
  }

  /**
   * Several codes of a list.
   *
   * @param atLeast fewest different codes
   * @param notOnly codes that are not enough by themselves
   */
  record Codes(String list, List<String> allowed, int atLeast, Set<String> notOnly)
      implements InputKind {
    public Codes {
      allowed = List.copyOf(allowed);
      notOnly = Set.copyOf(notOnly);
    }

    @Override
    public String word() {
      return "codes";
    }
  }

  /** Id of a sealed note. */
  record NoteRef() implements InputKind {
    @Override
    public String word() {
      return "note";
    }
  }

  /** Calendar day in the zone of the place, {@code 2026-11-23}. */
  record Day() implements InputKind {
    @Override
    public String word() {
      return "date";
    }
  }

  /** Point in time, ISO-8601 in UTC. */
  record Moment() implements InputKind {
    @Override
    public String word() {
      return "instant";
    }
  }

  /** Yes or no; both answers are good. */
  record YesNo() implements InputKind {
    @Override
    public String word() {
      return "boolean";
    }
  }

  /** A sentence the performer has to stand by: only yes lets the step through. */
  record Confirmation() implements InputKind {
    @Override
    public String word() {
      return "confirmation";
    }
  }

  /**
   * Whole number.
   *
   * @param from smallest value
   * @param to largest value; null means none
   */
  record WholeNumber(long from, @Nullable Long to) implements InputKind {
    @Override
    public String word() {
      return "number";
    }
  }

  /** Id of something else, such as a consent statement or a person who approves. */
  record Id() implements InputKind {
    @Override
    public String word() {
      return "id";
    }
  }

  /** Id of an organisation of the directory. */
  record Organization() implements InputKind {
    @Override
    public String word() {
      return "organization";
    }
  }

  /** Code of a place, such as {@code ME-BOZAJ}; never an address. */
  record Place() implements InputKind {
    @Override
    public String word() {
      return "place";
    }
  }

  /** ISO 3166-1 alpha-2 code, and {@code XK}. */
  record Country() implements InputKind {
    @Override
    public String word() {
      return "country";
    }
  }
}
