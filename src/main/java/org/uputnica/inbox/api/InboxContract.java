package org.uputnica.inbox.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.contract.model.ChooseInboxDto;
import org.uputnica.contract.model.InboxChoicesDto;
import org.uputnica.contract.model.InboxEntryDto;
import org.uputnica.contract.model.InboxKindDto;
import org.uputnica.contract.model.WebhookDto;
import org.uputnica.contract.model.WebhookStateDto;
import org.uputnica.inbox.InboxService.Entry;
import org.uputnica.inbox.domain.Choices;
import org.uputnica.inbox.domain.InboxReader;
import org.uputnica.inbox.domain.QuietHours;
import org.uputnica.inbox.domain.Webhook;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Between the contract's words and the domain's. */
final class InboxContract {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private InboxContract() {}

  static InboxEntryDto toDto(Entry entry) {
    return new InboxEntryDto()
        .kind(kind(entry.arrival().mark().kind()))
        .id(entry.arrival().mark().id())
        .cameAt(entry.arrival().at())
        .seen(entry.seen())
        .upTo(entry.upTo());
  }

  static InboxChoicesDto toDto(InboxReader reader) {
    Choices choices = reader.choices();
    @Nullable QuietHours quiet = choices.quiet();
    return new InboxChoicesDto()
        .kinds(kinds(choices.kinds()))
        .byMail(reader.mail() != null)
        .mailKept(reader.mail() != null)
        .everyMinutes((int) choices.every().toMinutes())
        .quietFrom(quiet == null ? null : TIME.format(quiet.from()))
        .quietTo(quiet == null ? null : TIME.format(quiet.to()))
        .timeZone(choices.zone().getId())
        .urgentAlways(choices.urgentAlways())
        .language(choices.language().toLanguageTag())
        .revision(reader.revision());
  }

  static WebhookDto toDto(Webhook webhook) {
    return new WebhookDto()
        .id(webhook.id())
        .url(webhook.url().toString())
        .kinds(kinds(webhook.kinds()))
        .state(WebhookStateDto.fromString(webhook.state().name()))
        .addedAt(webhook.addedAt())
        .revision(webhook.revision());
  }

  /**
   * Reads choices.
   *
   * @throws RefusedException {@code missing-field} for half of the quiet hours; {@code
   *     invalid-value} for a time zone nobody knows
   */
  static Choices choices(ChooseInboxDto dto) {
    ZoneId zone = zone(dto.getTimeZone());
    return new Choices(
        toKinds(dto.getKinds()),
        Duration.ofMinutes(dto.getEveryMinutes()),
        quiet(dto.getQuietFrom(), dto.getQuietTo(), zone),
        zone,
        dto.getUrgentAlways(),
        Locale.forLanguageTag(dto.getLanguage()));
  }

  static Set<ChangeKind> toKinds(Iterable<InboxKindDto> kinds) {
    return java.util.stream.StreamSupport.stream(kinds.spliterator(), false)
        .map(it -> ChangeKind.valueOf(it.name()))
        .collect(Collectors.toSet());
  }

  private static @Nullable QuietHours quiet(
      @Nullable String from, @Nullable String to, ZoneId zone) {
    if (from == null && to == null) {
      return null;
    }
    if (from == null || to == null) {
      throw RefusedException.of(
          ProblemType.MISSING_FIELD,
          "Quiet hours have a beginning and an end",
          FieldProblem.at(from == null ? "quietFrom" : "quietTo", "is needed"));
    }
    return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), zone);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Give a time zone of the IANA database, such as Europe/Podgorica",
          FieldProblem.at("timeZone", "is no time zone"));
    }
  }

  private static List<InboxKindDto> kinds(Set<ChangeKind> kinds) {
    return kinds.stream().map(InboxContract::kind).sorted().toList();
  }

  private static InboxKindDto kind(ChangeKind kind) {
    return InboxKindDto.fromString(kind.name());
  }
}
