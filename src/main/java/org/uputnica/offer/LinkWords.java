package org.uputnica.offer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Texts;
import org.uputnica.referral.domain.NeedsEnvelope;

/**
 * What somebody reads who has a link: {@code messages/answering*.properties}. Neutral, since a link
 * can be forwarded: needs in everyday words, no code, no name, and of who asks the telephone number
 * of the office alone, by which it can be known.
 */
@ApplicationScoped
public class LinkWords {
  /** Languages it is said in (BCP 47). */
  public static final List<String> LANGUAGES = Texts.STAFF;

  private static final String BUNDLE = "answering";

  /** Reasons for a no that say nothing of the trade; of {@code referral-decline-reasons.csv}. */
  private static final List<String> REASONS =
      List.of(
          "DC-FULL", "DC-SEX", "DC-AGE", "DC-HEALTH", "DC-LANG", "DC-AREA", "DC-INFO", "DC-OTHER");

  /** The beginnings of service types for which there are everyday words. */
  private static final Set<String> KINDS = Set.of("ACC", "MED", "PSY", "LEG", "MAT", "CHC", "EDU");

  private static final Map<String, List<String>> NEIGHBOURS =
      Map.of(
          "sr", List.of("sr", "sr-cyrl"),
          "sr-me", List.of("cnr"),
          "sh", List.of("sr-latn"),
          "hr", List.of("bs"),
          "sr-latn-me", List.of("cnr"));

  private final Texts texts;
  private final CodeLists codeLists;

  public LinkWords(Texts texts, CodeLists codeLists) {
    this.texts = texts;
    this.codeLists = codeLists;
  }

  /**
   * The best language for what a telephone asks for, which is set to a country and knows of no
   * script: {@code sr-RS} is read in Cyrillic letters, {@code sr-ME} as Montenegrin, and who reads
   * Croatian reads Bosnian.
   */
  public static Locale language(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank()) {
      return Locale.ENGLISH;
    }
    try {
      @Nullable String tag =
          Locale.lookupTag(
              Locale.LanguageRange.mapEquivalents(
                  Locale.LanguageRange.parse(acceptLanguage), NEIGHBOURS),
              LANGUAGES);
      return tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag);
    } catch (IllegalArgumentException unreadable) {
      return Locale.ENGLISH;
    }
  }

  /** A text of the page itself: what its buttons and fields are called. */
  public String page(String key, Locale language, Object... arguments) {
    return text(language, "page." + key, arguments);
  }

  /** What every page is called before it is answered. */
  public String title(Locale language) {
    return text(language, "title");
  }

  List<String> question(NeedsEnvelope needs, @Nullable String phone, Locale language) {
    List<String> lines = new ArrayList<>();
    lines.add(text(language, "who." + who(needs)));
    Integer age = needs.age();
    lines.add(
        age == null
            ? text(language, "age." + needs.ageState().name())
            : text(language, "age", Integer.toString(age)));
    lines.add(text(language, "speaks", speaks(needs.language())));
    if (needs.interpreterNeeded() == Answer.YES) {
      lines.add(text(language, "interpreter"));
    }
    if (needs.accompanyingChildren() > 0) {
      lines.add(text(language, "children", Integer.toString(needs.accompanyingChildren())));
    }
    if (needs.urgentNeeds().medical() == Answer.YES) {
      lines.add(text(language, "medical"));
    }
    if (needs.urgentNeeds().pregnancy() == Answer.YES) {
      lines.add(text(language, "pregnancy"));
    }
    if (needs.urgentNeeds().disability() == Answer.YES) {
      lines.add(text(language, "disability"));
    }
    needs.needs().stream()
        .map(LinkWords::kind)
        .distinct()
        .forEach(it -> lines.add(text(language, "need." + it)));
    lines.add(text(language, "no-names"));
    lines.add(text(language, "once"));
    if (phone != null) {
      lines.add(text(language, "phone", phone));
    }
    return lines;
  }

  /** Reasons for a no, by code. */
  Map<String, String> reasons(Locale language) {
    Map<String, String> reasons = new LinkedHashMap<>();
    REASONS.forEach(it -> reasons.put(it, text(language, "reason." + it)));
    return reasons;
  }

  static boolean isReason(String code) {
    return REASONS.contains(code);
  }

  static List<String> reasonCodes() {
    return REASONS;
  }

  List<String> thanks(ByLink.Kind kind, Locale language) {
    return List.of(text(language, "done." + kind.name()), text(language, "done"));
  }

  private static String who(NeedsEnvelope needs) {
    return switch (needs.placementSex()) {
      case "WOMAN", "MAN" -> needs.placementSex();
      default -> "PERSON";
    };
  }

  private static String kind(String code) {
    String beginning = code.substring(0, Math.min(3, code.length()));
    return KINDS.contains(beginning) ? beginning : "OTHER";
  }

  private String speaks(String code) {
    return codeLists.get("languages").cell(code, "native_name").orElse(code);
  }

  private String text(Locale language, String key, Object... arguments) {
    return texts.text(BUNDLE, language, key, arguments);
  }
}
