package org.uputnica.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseCodeTest {
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private final SecureRandom random = new SecureRandom();

  @Test
  void aNewCodeIsValidAndReadsInGroups() {
    for (int i = 0; i < 2_000; i++) {
      assertThat(CaseCode.random(random).value())
          .matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]");
    }
  }

  @Test
  void everySingleMistypedSymbolIsFound() {
    String code = CaseCode.random(random).value();
    for (int place = 0; place < code.length(); place++) {
      for (char other : SYMBOLS.toCharArray()) {
        if (code.charAt(place) != '-' && code.charAt(place) != other) {
          String mistyped = code.substring(0, place) + other + code.substring(place + 1);
          assertThat(CaseCode.isValid(mistyped)).as(mistyped).isFalse();
        }
      }
    }
  }

  @Test
  void codesDoNotRepeatInTenThousand() {
    Set<CaseCode> codes = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      codes.add(CaseCode.random(random));
    }
    assertThat(codes).hasSizeGreaterThan(9_998);
  }

  @Test
  void anythingElseIsNoCode() {
    for (String text :
        new String[] {"", "AAAA-AAAA", "aaaa-aaaa-a", "IIII-LLLL-O", "0000-0000-00"}) {
      assertThatThrownBy(() -> new CaseCode(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
