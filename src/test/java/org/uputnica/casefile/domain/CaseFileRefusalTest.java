package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.casefile.domain.CaseFileRefusal.ContentRefused;
import org.uputnica.casefile.domain.CaseFileRefusal.ContentTooLarge;
import org.uputnica.casefile.domain.CaseFileRefusal.KeptAlready;
import org.uputnica.casefile.domain.CaseFileRefusal.MalwareFound;
import org.uputnica.casefile.domain.CaseFileRefusal.NoKey;
import org.uputnica.casefile.domain.CaseFileRefusal.ResponsibleStays;
import org.uputnica.casefile.domain.CaseFileRefusal.SealBroken;
import org.uputnica.casefile.domain.CaseFileRefusal.StillInUse;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;

/** What somebody is told who gets a no: which kind, what to do, and where it is. */
class CaseFileRefusalTest {
  private static final OrganizationId HOUSE = new OrganizationId(new UUID(1, 4));

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            new SealBroken(new CaseId(new UUID(2, 1))),
            ProblemType.INTERNAL,
            "cannot be opened; the operator has been told",
            List.of()),
        arguments(
            new KeptAlready(),
            ProblemType.ALREADY_EXISTS,
            "Make a new random id",
            List.of(FieldProblem.at("id", "is already in use"))),
        arguments(
            new ContentRefused(AttachmentKind.DOCUMENT, "is of another type"),
            ProblemType.CONTENT_REFUSED,
            "Nothing was kept; send a content of an allowed type",
            List.of(
                FieldProblem.at(
                    "body",
                    "is of another type",
                    List.of("image/jpeg", "image/png", "application/pdf")))),
        arguments(new MalwareFound(), ProblemType.MALWARE_FOUND, "do not open the file", List.of()),
        arguments(
            new ContentTooLarge(8L << 20),
            ProblemType.BODY_TOO_LARGE,
            "At most 8 megabytes for this kind of attachment",
            List.of()),
        arguments(
            new ResponsibleStays(HOUSE),
            ProblemType.RULE_BROKEN,
            "Hand the case to another organisation first",
            List.of()),
        arguments(
            new NoKey(HOUSE),
            ProblemType.INVALID_VALUE,
            "Nothing was wrapped for this organisation yet",
            List.of(FieldProblem.at("organization", "has no key"))),
        arguments(
            new StillInUse(),
            ProblemType.STEP_NOT_OPEN,
            "Wait until the last rotation of this organisation's key has finished",
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aNoSaysWhichKindItIsWhatToDoAndWhere(
      CaseFileRefusal refusal, ProblemType type, String words, List<FieldProblem> errors) {
    assertThat(refusal.type()).isEqualTo(type);
    assertThat(refusal.detail()).contains(words);
    assertThat(refusal.errors()).isEqualTo(errors);
  }
}
