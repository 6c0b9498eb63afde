package org.uputnica.registration.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.IdentityText;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * One person of a group event in one line: what is needed to find her a bed and somebody who speaks
 * with her. Signs, screening and every consent come later, when she is asked alone.
 *
 * @param alias what she is called for now; sealed
 */
public record GroupLine(
    CaseId id,
    AgeState ageState,
    @Nullable Integer age,
    String placementSex,
    String language,
    Answer interpreterNeeded,
    UrgentNeeds urgentNeeds,
    @Nullable UUID household,
    @Nullable String alias) {
  /** How a field of a line is named in a problem. */
  public static String field(int line, String name) {
    return "lines[" + line + "]." + name;
  }

  /**
   * Checks what the shape of the lines does not say.
   *
   * @throws RefusedException {@code invalid-value} with every line that is wrong
   */
  public static void check(List<GroupLine> lines, CodeList languages) {
    List<FieldProblem> problems = new ArrayList<>();
    Set<CaseId> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!seen.add(lines.get(i).id())) {
        problems.add(FieldProblem.at(field(i, "id"), "stands in an earlier line too"));
      }
      if (!languages.has(lines.get(i).language())) {
        problems.add(FieldProblem.at(field(i, "language"), "is not in the list languages"));
      }
      String alias = lines.get(i).alias();
      if (alias != null) {
        IdentityText.line(field(i, "alias"), alias);
      }
    }
    if (!problems.isEmpty()) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Nobody was registered; see errors",
          problems.toArray(FieldProblem[]::new));
    }
  }

  /** The first registration this line stands for: met among others, so nothing was asked. */
  public Registration at(
      GroupEvent event, Instant deviceTime, @Nullable OrganizationId responsible) {
    return new Registration(
        id,
        deviceTime,
        event.place(),
        false,
        alias == null ? NameKind.NOT_GIVEN : NameKind.ALIAS,
        alias,
        ageState,
        age,
        null,
        "NOT_SAID",
        placementSex,
        language,
        interpreterNeeded,
        urgentNeeds,
        0,
        household,
        null,
        List.of(),
        null,
        null,
        Screening.UNDECIDED,
        RiskLevel.MEDIUM,
        responsible,
        List.of());
  }
}
