package org.uputnica.casefile.domain;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * The names ({@code /Name}) in bytes that pass by, with {@code #xx} undone (ISO 32000-2, 7.3.5). A
 * name may begin in one piece and end in the next.
 */
final class PdfNames {
  private static final int LONGEST = 64;

  private final Set<String> watched;
  private final Set<String> names = new HashSet<>();
  private final Set<String> doubled = new HashSet<>();
  private final StringBuilder name = new StringBuilder();
  private boolean inName;
  private String last = "";
  private boolean onlySpaceSince;

  /** Remembers these names only: random bytes are full of others. */
  PdfNames(Set<String> watched) {
    this.watched = Set.copyOf(watched);
  }

  void look(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      next((char) (bytes[i] & 0xFF));
    }
  }

  boolean found(Set<String> wanted) {
    return !Collections.disjoint(names, wanted);
  }

  /** Whether this name stood directly behind itself, as a filter that is used twice does. */
  boolean repeated(String wanted) {
    return doubled.contains(wanted);
  }

  private void next(char each) {
    if (inName && (isDelimiter(each) || name.length() > LONGEST)) {
      end();
    }
    if (each == '/') {
      inName = true;
    } else if (inName) {
      name.append(each);
    } else {
      onlySpaceSince = onlySpaceSince && each <= ' ';
    }
  }

  private void end() {
    String found = undone(name);
    name.setLength(0);
    inName = false;
    if (watched.contains(found)) {
      names.add(found);
      if (onlySpaceSince && found.equals(last)) {
        doubled.add(found);
      }
    }
    last = found;
    onlySpaceSince = true;
  }

  private static boolean isDelimiter(char each) {
    return each <= ' ' || "()<>[]{}/%".indexOf(each) >= 0;
  }

  private static String undone(CharSequence raw) {
    var plain = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char each = raw.charAt(i);
      int value =
          each == '#' && i + 2 < raw.length() ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
      if (value >= 0) {
        plain.append((char) value);
        i += 2;
      } else {
        plain.append(each);
      }
    }
    return plain.toString();
  }

  private static int hex(char high, char low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }
}
