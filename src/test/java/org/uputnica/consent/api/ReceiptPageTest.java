package org.uputnica.consent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.Receipt;
import org.uputnica.consent.domain.Statements;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.ConsentId;

class ReceiptPageTest {
  @Test
  void aSlipIsSmallNeutralAndLoadsNothing() {
    String page = page("en", false, "It is for: <Breza> & \"Co\"", "Your number: 0000-0000-0");
    assertThat(page)
        .contains("<html lang=\"en\" dir=\"ltr\">")
        .contains("<title>Your paper</title>")
        .contains("@page{size:A6")
        .contains("&lt;Breza&gt; &amp; &quot;Co&quot;")
        .contains("Your number: <bdi dir=\"ltr\">0000-0000-0</bdi>")
        .doesNotContain("http", "src=", "<script", "<link", "url(", "@import", "Uputnica");
    assertThat(ReceiptPage.POLICY).startsWith("default-src 'none'; style-src 'sha256-");
  }

  @Test
  void aSlipThatIsReadFromTheRightRunsFromTheRight() {
    assertThat(page("prs", true, "نمبر شما: 0000-0000-0"))
        .contains("<html lang=\"prs\" dir=\"rtl\">")
        .contains("<bdi dir=\"ltr\">0000-0000-0</bdi>");
  }

  private static String page(String language, boolean rightToLeft, String... lines) {
    return ReceiptPage.print(
        new Receipt(
            new ConsentId(new UUID(1, 1)),
            new CaseCode("0000-0000-0"),
            Locale.forLanguageTag(language),
            rightToLeft,
            Statements.MONDAY,
            "Your paper",
            List.of(lines)));
  }
}
