package org.uputnica.consent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.text.Texts;

/**
 * What an organisation is to the person, in her language and without its name: {@code office.*} of
 * {@code messages/access*.properties}.
 */
public final class OfficeTexts {
  private static final String BUNDLE = "access";

  /** Best known first. */
  private static final List<Map.Entry<String, String>> FUNCTIONS =
      List.of(
          Map.entry("case-management", "office.plan"),
          Map.entry("guardianship", "office.child"),
          Map.entry("service", "office.help"),
          Map.entry("first-responder", "office.help"),
          Map.entry("legal-aid", "office.law"),
          Map.entry("data-protection", "office.data"),
          Map.entry("operator", "office.system"));

  private OfficeTexts() {}

  /** Of no organisation of the directory: an office, whatever it does. */
  public static String office(Texts texts, @Nullable Organization office, Locale language) {
    return texts.text(
        BUNDLE,
        language,
        office == null
            ? "unknown"
            : FUNCTIONS.stream()
                .filter(each -> office.functions().contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("office.public"));
  }
}
