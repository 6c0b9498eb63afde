package org.uputnica.mechanism.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.contract.model.NoticeDto;
import org.uputnica.contract.model.WorkItemDto;
import org.uputnica.contract.model.WorkPageDto;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.platform.text.Texts;

class WorkSheetTest {
  private static final WorkSheet SHEET =
      new WorkSheet(new Texts(), new MechanismLabels(new Texts()));
  private static final String HEAD =
      "\uFEFF\"Case code\",\"Track\",\"State\",\"Deadline\",\"Due\",\"Urgent\",\"Since\","
          + "\"What is asked\"\r\n";

  static List<String> languages() {
    return Texts.STAFF;
  }

  @Test
  void aLineIsWhatTheListSays() {
    WorkItemDto item =
        item("sent")
            .clock("DL-GUARD")
            .dueAt(Instant.parse("2026-11-27T10:00:00.123Z"))
            .urgent(true)
            .notice(new NoticeDto().text("Please look"));
    assertThat(SHEET.write(page(item), Locale.ENGLISH))
        .isEqualTo(
            HEAD
                + "\"K7F-2MQ\",\"Referral\",\"sent\",\"guardian named\",\"2026-11-27T10:00:00Z\","
                + "\"yes\",\"2026-11-26T09:00:00Z\",\"Please look\"\r\n");
  }

  @Test
  void anEmptyListHasItsHeadings() {
    assertThat(SHEET.write(page(), Locale.ENGLISH)).isEqualTo(HEAD);
  }

  @Test
  void aFormulaIsShownAndNotRun() {
    assertThat(SHEET.write(page(item("=HYPERLINK(\"http://example.org\")")), Locale.ENGLISH))
        .contains(",\"'=HYPERLINK(\"\"http://example.org\"\")\",");
  }

  @Test
  void moreLinesThanFitAreSaidToBeWaiting() {
    assertThat(SHEET.write(page(item("sent")).next("more"), Locale.ENGLISH))
        .endsWith(
            "\r\n\"More lines are waiting than fit into this sheet\"" + ",\"\"".repeat(7) + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageOfTheStaffHasEveryHeading(String language) throws IOException {
    assertThat(read(language).stringPropertyNames()).isEqualTo(read("en").stringPropertyNames());
    String sheet = SHEET.write(page(), Locale.forLanguageTag(language));
    assertThat(sheet.split(",", -1)).hasSize(8).doesNotHaveDuplicates();
    assertThat(sheet.equals(HEAD)).isEqualTo(language.equals("en"));
  }

  private static WorkPageDto page(WorkItemDto... items) {
    return new WorkPageDto().entries(List.of(items));
  }

  private static WorkItemDto item(String label) {
    return new WorkItemDto()
        .trackId(new UUID(0, 1))
        .caseCode("K7F-2MQ")
        .track("referral")
        .state("RF-SENT")
        .label(label)
        .urgent(false)
        .since(Instant.parse("2026-11-26T09:00:00Z"));
  }

  private static Properties read(String language) throws IOException {
    String suffix = language.equals("en") ? "" : "_" + language.replace('-', '_');
    Properties texts = new Properties();
    try (var in =
        Files.newBufferedReader(
            Path.of("src/main/resources/messages/worklist" + suffix + ".properties"))) {
      texts.load(in);
    }
    return texts;
  }
}
