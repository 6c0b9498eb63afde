package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.audit.domain.Journals.CASE;
import static org.uputnica.audit.domain.Journals.ORGANIZATION;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryContentTest {
  private static final EntryContent REGISTERED =
      new EntryContent(
          Instant.parse("2026-11-23T09:30:00.123456Z"),
          "ME",
          ORGANIZATION,
          "6f1c2b1e-7f50-4a0c-9d57-0b6f0b8a3c11",
          List.of("R-BORDER", "R-FRONT"),
          "case-registered",
          "DONE",
          CASE,
          null,
          List.of("risk", "RK-HIGH"));

  /** The bytes as written out by hand in {@code docs/journal.md}'s table. */
  @Test
  void theBytesAreTheDocumentedOnes() {
    assertThat(HexFormat.of().formatHex(REGISTERED.canonical()))
        .isEqualTo(
            "00000018757075746e6963612d6a6f75726e616c2d656e7472792d31"
                + "0000000c000000006b0407980001e240"
                + "000000024d45"
                + "000000101e000000000040008000000000000001"
                + "0000002436663163326231652d376635302d346130632d396435372d306236663062386133633131"
                + "0000000200000008522d424f5244455200000007522d46524f4e54"
                + "0000000f636173652d72656769737465726564"
                + "00000004444f4e45"
                + "000000105b0e7a449a1f4f6c8a532d9d0e6c7f10"
                + "ffffffff"
                + "00000002000000047269736b00000007524b2d48494748");
  }

  @Test
  void theLeafIsSaltedSha256WithTheLeafPrefix() {
    byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    assertThat(REGISTERED.leaf(Octets.of(salt)).hex())
        .isEqualTo("fed4b04644d3c7939acfa8b035b20f156ae65bb57a17f7379bc0e6780ba24db1");
  }

  @Test
  void nothingMovesFromOnePartToTheNextUnseen() {
    assertThat(with(List.of("a", "b"), List.of("c", "d")).canonical())
        .isNotEqualTo(with(List.of("a", "b", "c", "d"), List.of()).canonical());
    assertThat(with(List.of("ab"), List.of()).canonical())
        .isNotEqualTo(with(List.of("a", "b"), List.of()).canonical());
  }

  @Test
  void absentIsNotEmpty() {
    assertThat(subject(null).canonical()).isNotEqualTo(subject("").canonical());
  }

  private static EntryContent with(List<String> roles, List<String> details) {
    return new EntryContent(
        REGISTERED.at(), "ME", ORGANIZATION, "a", roles, "b", "DONE", null, null, details);
  }

  private static EntryContent subject(@org.jspecify.annotations.Nullable String subject) {
    return new EntryContent(
        REGISTERED.at(), "ME", ORGANIZATION, "a", List.of(), "b", "DONE", null, subject, List.of());
  }
}
