package org.uputnica.board.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.board.BoardService;
import org.uputnica.board.domain.BoardCount;
import org.uputnica.board.domain.BoardLine;
import org.uputnica.board.domain.BoardList;
import org.uputnica.contract.BoardApi;
import org.uputnica.contract.model.BoardCountDto;
import org.uputnica.contract.model.BoardDto;
import org.uputnica.contract.model.BoardLineDto;
import org.uputnica.contract.model.BoardListDto;
import org.uputnica.contract.model.BoardPageDto;
import org.uputnica.contract.model.ConsentScopeDto;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Texts;
import org.uputnica.referral.domain.Priority;

/** The coordinator's board. Contract: {@code openapi/paths/board.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class BoardResource implements BoardApi {
  private static final String BUNDLE = "board";

  private final BoardService board;
  private final Texts texts;
  private final MechanismLabels labels;
  private final Callers callers;

  BoardResource(BoardService board, Texts texts, MechanismLabels labels, Callers callers) {
    this.board = board;
    this.texts = texts;
    this.labels = labels;
    this.callers = callers;
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.DPO})
  public RestResponse<BoardDto> readBoard(@Nullable String acceptLanguage) {
    Locale language = Texts.staff(acceptLanguage);
    BoardService.Board now = board.board(callers.current());
    return RestResponse.ok(
        new BoardDto()
            .asOf(now.asOf())
            .freePlaces(now.freePlaces())
            .lists(now.counts().stream().map(it -> count(it, language)).toList()));
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.DPO})
  public RestResponse<BoardPageDto> listBoard(
      String list,
      @Nullable String acceptLanguage,
      @Nullable UUID organization,
      @Nullable String ageRule,
      @Nullable String priority,
      @Nullable Instant before,
      @Nullable String cursor,
      Integer limit) {
    Locale language = Texts.staff(acceptLanguage);
    Page<BoardLine> page =
        board.lines(
            one("list", list, BoardList.of(callers.current())),
            organization == null ? null : new OrganizationId(organization),
            ageRule == null
                ? null
                : one("ageRule", ageRule, EnumSet.allOf(AgeRule.class)) == AgeRule.CHILD,
            priority == null
                ? null
                : one("priority", priority, EnumSet.allOf(Priority.class)).name(),
            before,
            cursor,
            limit,
            callers.current());
    return RestResponse.ok(
        new BoardPageDto()
            .entries(page.entries().stream().map(it -> line(it, language)).toList())
            .next(page.next()));
  }

  private static <E extends Enum<E>> E one(String field, String given, Set<E> known) {
    return known.stream()
        .filter(it -> it.name().equals(given))
        .findFirst()
        .orElseThrow(() ->
            RefusedException.of(
                ProblemType.INVALID_VALUE,
                "See what is allowed",
                FieldProblem.at(field, "is not known", known.stream().map(Enum::name).toList())));
  }

  private BoardCountDto count(BoardCount count, Locale language) {
    return new BoardCountDto()
        .code(BoardListDto.fromString(count.list().name()))
        .label(texts.text(BUNDLE, language, "list." + count.list()))
        .count(count.count())
        .more(count.more());
  }

  private BoardLineDto line(BoardLine line, Locale language) {
    BoardLineDto dto = new BoardLineDto().at(line.at()).organization(line.organization().value());
    if (line.about() instanceof BoardLine.About about) {
      AgeRule rule = about.child() ? AgeRule.CHILD : AgeRule.ADULT;
      dto.caseId(about.id().value())
          .caseCode(about.code().value())
          .ageRule(BoardLineDto.AgeRuleEnum.fromString(rule.name()));
    }
    if (line.run() instanceof BoardLine.Run run) {
      dto.trackId(run.id().value())
          .state(run.state())
          .stateLabel(labels.state(new StateCode(run.state()), language));
      if (run.clock() != null) {
        dto.clock(run.clock()).clockLabel(labels.clock(new ClockCode(run.clock()), language));
      }
      if (run.priority() != null) {
        dto.priority(BoardLineDto.PriorityEnum.fromString(run.priority()));
      }
    }
    if (line.said() instanceof BoardLine.Said said) {
      dto.statementId(said.statement())
          .scope(ConsentScopeDto.fromString(said.scope()))
          .recipient(said.recipient() == null ? null : said.recipient().value());
    }
    if (line.room() instanceof BoardLine.Room room) {
      dto.service(room.service().value()).available(room.available());
    }
    return dto;
  }
}
