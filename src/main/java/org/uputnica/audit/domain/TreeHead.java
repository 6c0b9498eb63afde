package org.uputnica.audit.domain;

import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tree at a moment as others keep it: the text of a C2SP tlog-checkpoint.
 *
 * @param origin which journal
 * @param size leaves
 * @param more further lines; ours names the checkpoint and its hash, and so its time
 */
public record TreeHead(String origin, long size, Octets root, List<String> more) {
  private static final Pattern NAMED = Pattern.compile("checkpoint ([1-9][0-9]{0,17}) .*");

  public TreeHead {
    more = List.copyOf(more);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static TreeHead parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("a checkpoint is origin, size and root");
    }
    return new TreeHead(
        lines.get(0),
        Long.parseLong(lines.get(1)),
        Octets.of(Base64.getDecoder().decode(lines.get(2))),
        lines.subList(3, lines.size()));
  }

  /** The number of the checkpoint, if it is named. */
  public OptionalLong number() {
    return more.stream()
        .map(NAMED::matcher)
        .filter(Matcher::matches)
        .mapToLong(named -> Long.parseLong(named.group(1)))
        .findFirst();
  }

  /** Whether it is of the checkpoint with this number. */
  boolean names(long checkpoint) {
    return number().isPresent() && number().getAsLong() == checkpoint;
  }

  /** What is signed. */
  public String text() {
    StringBuilder text =
        new StringBuilder(origin)
            .append('\n')
            .append(size)
            .append('\n')
            .append(Base64.getEncoder().encodeToString(root.bytes()))
            .append('\n');
    more.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
