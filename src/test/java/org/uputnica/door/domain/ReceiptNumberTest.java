package org.uputnica.door.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiptNumberTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void theCheckDigitIsThatOfTheStandard() {
    ReceiptNumber number = ReceiptNumber.random(RANDOM);
    int product = 10;
    for (char digit : number.digits().substring(0, 15).toCharArray()) {
      int sum = (digit - '0' + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    int check = number.digits().charAt(15) - '0';
    assertThat((product + check) % 10).isEqualTo(1);
  }

  @Test
  void aWrongDigitIsAlwaysFound() {
    String digits = ReceiptNumber.random(RANDOM).digits();
    for (int at = 0; at < digits.length(); at++) {
      for (char other = '0'; other <= '9'; other++) {
        if (other != digits.charAt(at)) {
          String wrong = digits.substring(0, at) + other + digits.substring(at + 1);
          assertThat(ReceiptNumber.read(wrong)).as("digit %d", at).isEmpty();
        }
      }
    }
  }

  @Test
  void itIsReadInAnyScriptAndWithAnySpaces() {
    ReceiptNumber number = ReceiptNumber.random(RANDOM);
    String arabic =
        number.digits().chars().mapToObj(it -> each(it, 0x660)).reduce("", String::concat);
    String persian =
        number.digits().chars().mapToObj(it -> each(it, 0x6F0)).reduce("", String::concat);
    for (String typed :
        new String[] {
          number.digits(), number.shown(), arabic, persian, " " + number.shown().replace(' ', '-')
        }) {
      assertThat(ReceiptNumber.read(typed)).contains(number);
    }
    for (String typed : new String[] {"", "17", number.digits() + "1", number.digits() + "x"}) {
      assertThat(ReceiptNumber.read(typed)).isEmpty();
    }
    assertThatThrownBy(() -> new ReceiptNumber("17")).hasMessage("not a receipt number");
  }

  private static String each(int digit, int zero) {
    return Character.toString(zero + digit - '0');
  }

  @Test
  void itIsShownInFoursAndNeverByItself() {
    ReceiptNumber number = ReceiptNumber.random(RANDOM);
    assertThat(number.shown()).matches("([0-9]{4} ){3}[0-9]{4}");
    assertThat(number.shown().replace(" ", "")).isEqualTo(number.digits());
    assertThat(number.toString()).doesNotContain(number.digits()).doesNotContain(number.lookup());
    assertThat(number.lookup()).isEqualTo(number.digits().substring(0, 6));
  }

  @Test
  void noTwoAreAlike() {
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(ReceiptNumber.random(RANDOM).digits());
    }
    assertThat(numbers).hasSize(1_000);
  }
}
