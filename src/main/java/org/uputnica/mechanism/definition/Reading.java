package org.uputnica.mechanism.definition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What is noticed while files are read: everything that is wrong, what could not be read because of
 * it, and where each thing stands. A mistake costs the piece it is in, and the reading goes on.
 */
final class Reading {
  private final SortedSet<Finding> findings = new TreeSet<>();
  private final Set<Gap> gaps = new HashSet<>();
  private final Map<Object, Node> places = new HashMap<>();
  private int troubles;

  /** What a mistake leaves incomplete, so that nothing is concluded from its absence. */
  enum Part {
    WAYS,
    CLOCKS,
    INPUTS
  }

  private record Gap(Part part, String file) {}

  void found(Finding finding) {
    findings.add(finding);
    troubles++;
  }

  /** Reads a piece; empty if it could not be read. */
  <T> Optional<T> attempt(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (MechanismFileException wrong) {
      findings.addAll(wrong.findings());
      troubles++;
      return Optional.empty();
    }
  }

  /** Reads pieces that belong to a part; whatever is wrong in them leaves a gap in it. */
  <T> T part(Part part, String file, Supplier<T> read) {
    int before = troubles;
    T pieces = read.get();
    if (troubles != before) {
      gaps.add(new Gap(part, file));
    }
    return pieces;
  }

  /** Nothing is concluded from what is absent in this file. */
  void leftOut(String file) {
    Arrays.stream(Part.values()).forEach(part -> gaps.add(new Gap(part, file)));
  }

  boolean isWhole(Part part) {
    return gaps.stream().noneMatch(gap -> gap.part() == part);
  }

  boolean isWhole(Part part, String file) {
    return !gaps.contains(new Gap(part, file));
  }

  /** Grows with everything that went wrong. */
  int troubles() {
    return troubles;
  }

  /** Remembers where something stands. */
  <T> T at(Node place, T thing) {
    places.putIfAbsent(thing, place);
    return thing;
  }

  /** Where something stands. */
  Node place(Object thing) {
    Node place = places.get(thing);
    if (place == null) {
      throw new IllegalStateException("nobody wrote down where " + thing + " stands");
    }
    return place;
  }

  /** All that was read of a kind. */
  <T> List<T> all(Class<T> kind) {
    return places.keySet().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /**
   * Lets nothing pass that is wrong.
   *
   * @throws MechanismFileException with all of it
   */
  void requireNothingWrong() {
    List<Finding> wrong = findings.stream().filter(Finding::isWrong).toList();
    if (!wrong.isEmpty()) {
      throw new MechanismFileException(wrong);
    }
  }
}
