package org.uputnica.mechanism.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.WorklistApi;
import org.uputnica.contract.model.AnswerChoiceDto;
import org.uputnica.contract.model.AnswerNoticeDto;
import org.uputnica.contract.model.AnsweredNoticeDto;
import org.uputnica.contract.model.AskedPlacesDto;
import org.uputnica.contract.model.CapacityAskDto;
import org.uputnica.contract.model.NoticeAnswerDto;
import org.uputnica.contract.model.NoticeDto;
import org.uputnica.contract.model.PlacesAskedDto;
import org.uputnica.contract.model.WorkItemDto;
import org.uputnica.contract.model.WorkPageDto;
import org.uputnica.directory.CapacityService;
import org.uputnica.directory.CapacityService.OwnCapacity;
import org.uputnica.directory.domain.CapacityAsk;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.WorkListService;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.WorkEntry;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.text.Texts;
import org.uputnica.platform.token.AtADesk;
import org.uputnica.platform.token.SteppedUp;

/** What waits for the caller. Contract: {@code openapi/paths/worklist.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class WorklistResource implements WorklistApi {
  private static final Duration URGENT = Duration.ofDays(1);

  private final WorkListService work;
  private final WorkSheet sheet;
  private final MechanismLabels texts;
  private final NoticeService notices;
  private final CapacityService capacities;
  private final Texts words;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  WorklistResource(
      WorkListService work,
      WorkSheet sheet,
      MechanismLabels texts,
      NoticeService notices,
      CapacityService capacities,
      Texts words,
      Callers callers,
      Writes writes,
      Clock clock) {
    this.work = work;
    this.sheet = sheet;
    this.texts = texts;
    this.notices = notices;
    this.capacities = capacities;
    this.words = words;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.ID,
    Roles.COORD,
    Roles.XB,
    Roles.DPO
  })
  public RestResponse<WorkPageDto> listWork(
      @Nullable String acceptLanguage, @Nullable String cursor, Integer limit) {
    Caller caller = callers.current();
    Locale language = Texts.staff(acceptLanguage);
    return RestResponse.ok(page(work.page(caller, cursor, limit), caller, language));
  }

  @Override
  @RolesAllowed(Roles.SHELTER)
  public RestResponse<AskedPlacesDto> listPlacesAsked(@Nullable String acceptLanguage) {
    Locale language = Texts.staff(acceptLanguage);
    return RestResponse.ok(
        new AskedPlacesDto()
            .lines(capacities.asked().stream().map(it -> places(it, language)).toList()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.ID,
    Roles.COORD,
    Roles.XB,
    Roles.DPO
  })
  @AtADesk
  @SteppedUp
  public RestResponse<InputStream> exportWork(@Nullable String acceptLanguage) {
    Caller caller = callers.current();
    Locale language = Texts.staff(acceptLanguage);
    WorkPageDto page = page(work.export(caller), caller, language);
    byte[] bytes = sheet.write(page, language).getBytes(StandardCharsets.UTF_8);
    return RestResponse.ResponseBuilder.<InputStream>ok(new ByteArrayInputStream(bytes))
        .type(WorkSheet.TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"worklist.csv\"")
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.SHELTER, Roles.LAW, Roles.GUARD, Roles.COORD})
  public RestResponse<AnsweredNoticeDto> answerNotice(
      UUID idempotencyKey, UUID noticeId, AnswerNoticeDto answerNoticeDto) {
    return writes.once(
        idempotencyKey,
        AnsweredNoticeDto.class,
        new Writes.Request("answerNotice", noticeId.toString(), answerNoticeDto),
        () -> {
          NoticeService.Answered answered =
              notices.answer(
                  noticeId,
                  Notice.Answer.valueOf(answerNoticeDto.getAnswer().name()),
                  callers.current());
          return RestResponse.ok(
              new AnsweredNoticeDto()
                  .id(noticeId)
                  .about(answered.notice().about().word())
                  .answer(NoticeAnswerDto.fromString(answered.answer().name()))
                  .answeredAt(answered.at()));
        });
  }

  private WorkPageDto page(Page<WorkEntry> page, Caller caller, Locale language) {
    return new WorkPageDto()
        .entries(page.entries().stream().map(it -> entry(it, caller, language)).toList())
        .next(page.next());
  }

  private PlacesAskedDto places(OwnCapacity own, Locale language) {
    CapacityAsk asks = own.asks().orElseThrow();
    return new PlacesAskedDto()
        .service(own.service().id().value())
        .name(own.service().name())
        .asks(CapacityAskDto.fromString(asks.name()))
        .text(words.text("places", language, "asks." + asks))
        .since(own.since());
  }

  private NoticeDto notice(WorkEntry.Asked asked, Locale language) {
    StepCode step = asked.step();
    return new NoticeDto()
        .id(asked.id())
        .about(asked.about().word())
        .text(texts.notice(asked.about(), language))
        .step(step == null ? null : step.value())
        .because(step == null ? null : texts.step(step, language))
        .reachSafely(asked.about().reachesHer() ? texts.reachSafely(language) : null)
        .answers(
            asked.about().answers().stream()
                .map(it ->
                    new AnswerChoiceDto()
                        .answer(NoticeAnswerDto.fromString(it.name()))
                        .label(texts.answer(it, language)))
                .toList());
  }

  private WorkItemDto entry(WorkEntry entry, Caller caller, Locale language) {
    Instant soon = clock.instant().plus(URGENT);
    Instant due = entry.dueAt();
    WorkEntry.Asked asked = entry.notice();
    boolean presses = asked != null && asked.about().urgent();
    boolean mayOpenCase = entry.teamMember() || caller.watchesCountry();
    return new WorkItemDto()
        .trackId(entry.id().value())
        .caseId(mayOpenCase ? entry.caseId().value() : null)
        .caseCode(mayOpenCase || !entry.isOnlyAsked() ? entry.caseCode().value() : null)
        .track(entry.track().value())
        .state(entry.state().value())
        .label(texts.state(entry.state(), language))
        .clock(entry.clock())
        .dueAt(due)
        .urgent(presses || entry.risk() == RiskLevel.HIGH || (due != null && due.isBefore(soon)))
        .since(entry.since())
        .notice(asked == null ? null : notice(asked, language));
  }
}
