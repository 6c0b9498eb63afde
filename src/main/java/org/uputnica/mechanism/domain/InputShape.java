package org.uputnica.mechanism.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the answer to an input is written as text, as a regular expression that ECMA-262 and Java
 * read alike. What no expression can say, such as the length of a month, is left to {@code format}.
 */
public final class InputShape {
  static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  static final String COUNTRY = "[A-Z]{2}";
  static final String PLACE = "[A-Z]{2}-[A-Z0-9-]{2,20}";
  static final String DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
  static final String MOMENT =
      DAY + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?Z";

  private static final int MOST_DIGITS = 15;

  private InputShape() {}

  /** The whole text of an answer. */
  public static String of(InputKind kind) {
    return switch (kind) {
      case InputKind.Code(String _, List<String> allowed) -> oneOf(allowed);
      case InputKind.Codes codes -> several(codes);
      case InputKind.NoteRef _, InputKind.Id _, InputKind.Organization _ -> ID;
      case InputKind.Country _ -> COUNTRY;
      case InputKind.Place _ -> PLACE;
      case InputKind.Day _ -> DAY;
      case InputKind.Moment _ -> MOMENT;
      case InputKind.YesNo _ -> "true|false";
      case InputKind.Confirmation _ -> "true";
      case InputKind.WholeNumber(long from, Long to) ->
          to == null ? atLeast(from) : "(?!(?:" + atLeast(to + 1) + ")$)(?:" + atLeast(from) + ")";
    };
  }

  private static String oneOf(Iterable<String> codes) {
    List<String> words = new ArrayList<>();
    codes.forEach(words::add);
    return words.stream().sorted().collect(Collectors.joining("|", "(?:", ")"));
  }

  /** With commas between; as many different ones as are asked, and not only those of no weight. */
  private static String several(InputKind.Codes codes) {
    String one = oneOf(codes.allowed());
    String light =
        codes.notOnly().isEmpty()
            ? ""
            : "(?!%s(?:,%s)*$)".formatted(oneOf(codes.notOnly()), oneOf(codes.notOnly()));
    return light + different(codes.atLeast()) + one + "(?:," + one + ")*";
  }

  private static String different(int atLeast) {
    if (atLeast < 2) {
      return "";
    }
    StringBuilder ahead = new StringBuilder("(?=(?:[^,]+,)*?([^,]+)(?:,|$)");
    for (int found = 1; found < atLeast; found++) {
      String earlier =
          Stream.iterate(1, it -> it + 1)
              .limit(found)
              .map(it -> "\\" + it)
              .collect(Collectors.joining("|"));
      ahead.append("(?:[^,]+,)*?(?!(?:").append(earlier).append(")(?:,|$))([^,]+)(?:,|$)");
    }
    return ahead.append(')').toString();
  }

  private static String atLeast(long from) {
    if (from <= 0) {
      String more = "0|[1-9][0-9]{0," + (MOST_DIGITS - 1) + "}";
      return from == 0
          ? more
          : more + "|-(?!(?:" + atLeast(1 - from) + ")$)[1-9][0-9]{0," + (MOST_DIGITS - 1) + "}";
    }
    String digits = Long.toString(from);
    List<String> ways = new ArrayList<>();
    if (digits.length() < MOST_DIGITS) {
      ways.add("[1-9][0-9]{" + digits.length() + "," + (MOST_DIGITS - 1) + "}");
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '9') {
        ways.add(
            "%s[%c-9][0-9]{%d}"
                .formatted(digits.substring(0, i), digits.charAt(i) + 1, digits.length() - i - 1));
      }
    }
    ways.add(digits);
    return String.join("|", ways);
  }
}
