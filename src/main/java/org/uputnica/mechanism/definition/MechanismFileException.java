package org.uputnica.mechanism.definition;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Procedure files say something that cannot be meant. The message names everything that was found,
 * one line each: file and line, what is wrong, and what to do.
 */
public final class MechanismFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  MechanismFileException(Collection<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  MechanismFileException(String file, int line, String wrong, String whatToDo) {
    this(List.of(new Finding(file, line, wrong, whatToDo, Finding.Weight.WRONG)));
  }

  /** Everything that was found; empty where it only follows from something told elsewhere. */
  public List<Finding> findings() {
    return findings;
  }
}
