package org.uputnica.casefile.domain;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;

/** Telephone numbers as they are compared: E.164. */
final class PhoneNumbers {
  private PhoneNumbers() {}

  /**
   * The number in E.164, whatever spaces, trunk zeros and digits of other scripts it was written
   * with; null when it is none.
   *
   * @param where country whose national numbers need no prefix
   */
  static @Nullable String international(String number, CountryCode where) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      return numbers.format(numbers.parse(number, where.value()), PhoneNumberFormat.E164);
    } catch (NumberParseException none) {
      return null;
    }
  }
}
