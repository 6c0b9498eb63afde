package org.uputnica.mechanism.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.NoticeDto;
import org.uputnica.contract.model.WorkItemDto;
import org.uputnica.contract.model.WorkPageDto;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.text.CsvCell;
import org.uputnica.platform.text.Texts;

/** A work list as a CSV file (RFC 4180) for a spreadsheet; times in UTC, to the second. */
@ApplicationScoped
class WorkSheet {
  static final String TYPE = "text/csv;charset=UTF-8";

  private static final String BUNDLE = "worklist";
  private static final List<String> COLUMNS =
      List.of("case", "track", "state", "clock", "due", "urgent", "since", "notice");

  /** Without it some spreadsheets read Cyrillic letters as something else. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String LINE_END = "\r\n";

  private final Texts texts;
  private final MechanismLabels labels;

  WorkSheet(Texts texts, MechanismLabels labels) {
    this.texts = texts;
    this.labels = labels;
  }

  String write(WorkPageDto page, Locale language) {
    List<String> lines = new ArrayList<>();
    lines.add(line(COLUMNS.stream().map(it -> text(it, language))));
    page.getEntries().forEach(it -> lines.add(line(cells(it, language))));
    if (page.getNext() != null) {
      lines.add(
          line(
              Stream.concat(
                  Stream.of(text("more", language)), COLUMNS.stream().skip(1).map(_ -> ""))));
    }
    return BYTE_ORDER_MARK + String.join("", lines);
  }

  private Stream<String> cells(WorkItemDto item, Locale language) {
    @Nullable String clock = item.getClock();
    @Nullable NoticeDto notice = item.getNotice();
    return Stream.of(
        item.getCaseCode() == null ? "" : item.getCaseCode(),
        labels.track(new TrackCode(item.getTrack()), language),
        item.getLabel(),
        clock == null ? "" : labels.clock(new ClockCode(clock), language),
        time(item.getDueAt()),
        item.getUrgent() ? text("yes", language) : "",
        time(item.getSince()),
        notice == null ? "" : notice.getText());
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String line(Stream<String> cells) {
    return cells.map(CsvCell::of).collect(Collectors.joining(",", "", LINE_END));
  }

  private String text(String key, Locale language) {
    return texts.text(BUNDLE, language, key);
  }
}
