package org.uputnica.mechanism.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.page.Layers.Box;
import org.uputnica.platform.text.Texts;

/**
 * Draws a track as a picture (SVG 1.1): states as round boxes, steps as boxes between them, from
 * the beginning downwards. A step that leaves from more than {@value #FEW} states names them
 * instead of being joined to each. The picture needs no font and no style sheet from elsewhere,
 * tells its content to screen readers, and is mirrored for languages written from right to left.
 */
final class Diagram {
  private static final int FEW = 2;
  private static final int STATE_SIZE = 14;
  private static final int STEP_SIZE = 13;
  private static final int STATE_TEXT = 170;
  private static final int STEP_TEXT = 150;
  private static final double BOLD = 1.13;
  private static final int LEGEND = 74;
  private static final String AGAIN = "\u21bb ";

  /** A line of text in a box. */
  private record Written(String text, int size) {
    double width() {
      return Picture.width(text, size) * (size == STATE_SIZE ? BOLD : 1);
    }

    int height() {
      return size + 5;
    }
  }

  /** What stands in a box; a step has no kind. */
  private record Text(Box box, List<Written> lines, State.@Nullable Kind kind) {}

  private final Track track;
  private final ProcedureWords words;
  private final Layers layers = new Layers();
  private final List<Text> texts = new ArrayList<>();

  private Diagram(Track track, ProcedureWords words) {
    this.track = track;
    this.words = words;
  }

  /** The picture of a track. */
  static String of(Track track, ProcedureWords words) {
    return new Diagram(track, words).draw();
  }

  private String draw() {
    Map<StateCode, Integer> ranks = ranks();
    Map<StateCode, Box> states = new LinkedHashMap<>();
    track
        .states()
        .forEach(state ->
            states.put(state.code(), state(state, 2 * ranks.getOrDefault(state.code(), 0) + 2)));
    Stream.concat(Stream.of(track.opening()), track.steps().stream())
        .filter(step -> !stays(step))
        .forEach(step -> step(step, states));
    track.states().forEach(state -> staying(state.code(), states));
    layers.place();
    Picture picture = open();
    lines(picture);
    texts.forEach(text -> box(picture, text));
    legend(picture);
    return picture.end();
  }

  /** How far down a state stands: below every earlier state from which a step leads to it. */
  private Map<StateCode, Integer> ranks() {
    List<StateCode> order = track.states().stream().map(State::code).toList();
    Map<StateCode, Integer> ranks = new HashMap<>();
    for (StateCode state : order) {
      int rank = 0;
      for (Step step : track.steps()) {
        if (step.to().equals(state)) {
          for (StateCode from : joined(step, order)) {
            if (order.indexOf(from) < order.indexOf(state)) {
              rank = Math.max(rank, ranks.getOrDefault(from, 0) + 1);
            }
          }
        }
      }
      ranks.put(state, rank);
    }
    return ranks;
  }

  private static List<StateCode> joined(Step step, List<StateCode> order) {
    List<StateCode> from = order.stream().filter(step.from()::contains).toList();
    return from.size() > FEW ? from.subList(0, 1) : from;
  }

  private Box state(State state, int layer) {
    List<Written> lines = new ArrayList<>(written(state(state.code()), STATE_TEXT, STATE_SIZE));
    lines.add(new Written(state.code().value(), Picture.SMALL));
    return write(lines, layer, 110, state.kind());
  }

  private void step(Step step, Map<StateCode, Box> states) {
    List<StateCode> from = states.keySet().stream().filter(step.from()::contains).toList();
    boolean many = from.size() > FEW;
    String sign = step.opens() ? "\u25cf " : step.from().contains(step.to()) ? AGAIN : "";
    List<Written> lines = new ArrayList<>(written(step(step), STEP_TEXT, STEP_SIZE));
    lines.add(new Written(sign + step.code(), Picture.SMALL));
    if (many) {
      String all = String.join(", ", from.stream().map(StateCode::value).toList());
      lines.addAll(written(words.say("diagram.many", all), STEP_TEXT, Picture.SMALL));
    }
    Box to = box(states, step.to());
    Box box = write(lines, layer(step, to, many, states), 0, null);
    if (!many) {
      from.stream()
          .filter(one -> !one.equals(step.to()))
          .forEach(one -> layers.line(box(states, one), box));
    }
    layers.line(box, to);
  }

  private static boolean stays(Step step) {
    return step.from().equals(Set.of(step.to()));
  }

  /** All steps that lead from a state to itself stand in one box below it. */
  private void staying(StateCode state, Map<StateCode, Box> states) {
    List<Written> lines = new ArrayList<>();
    for (Step step : track.leaving(state)) {
      if (stays(step)) {
        lines.addAll(written(step(step), STEP_TEXT, STEP_SIZE));
        lines.add(new Written(AGAIN + step.code(), Picture.SMALL));
      }
    }
    if (!lines.isEmpty()) {
      Box to = box(states, state);
      layers.line(write(lines, to.layer + 1, 0, null), to);
    }
  }

  private static List<Written> written(String text, int atMost, int size) {
    return Picture.wrap(text, atMost, size).stream().map(line -> new Written(line, size)).toList();
  }

  private Box write(List<Written> lines, int layer, int atLeast, State.@Nullable Kind kind) {
    double widest = lines.stream().mapToDouble(Written::width).max().orElse(0);
    int height = lines.stream().mapToInt(Written::height).sum();
    Box box = layers.box(layer, Math.max(atLeast, widest + 26), height + 12);
    texts.add(new Text(box, List.copyOf(lines), kind));
    return box;
  }

  /** Below its lowest state when it leads down, else below the state it leads back to. */
  private static int layer(Step step, Box to, boolean many, Map<StateCode, Box> states) {
    if (step.opens() || many) {
      return to.layer - 1;
    }
    int lowest = step.from().stream().mapToInt(one -> box(states, one).layer).max().orElseThrow();
    return lowest < to.layer ? lowest + 1 : to.layer + 1;
  }

  private static Box box(Map<StateCode, Box> states, StateCode state) {
    Box box = states.get(state);
    if (box == null) {
      throw new IllegalArgumentException("no state " + state);
    }
    return box;
  }

  private Picture open() {
    return new Picture(
        Math.round(Math.max(layers.width(), legendWidth())),
        Math.round(layers.height()) + LEGEND,
        Texts.isRightToLeft(words.language()),
        words.language(),
        words.say("diagram.title", words.labels().track(track.code(), words.language())),
        description());
  }

  /** The track in sentences, for whoever hears the picture. */
  private String description() {
    List<String> sentences = new ArrayList<>();
    Step opening = track.opening();
    sentences.add(words.say("diagram.begins", step(opening), state(opening.to())));
    for (Step step : track.steps()) {
      String from =
          String.join(
              ", ",
              track.states().stream()
                  .map(State::code)
                  .filter(step.from()::contains)
                  .map(this::state)
                  .toList());
      sentences.add(words.say("diagram.row", from, step(step), state(step.to())));
    }
    return String.join(" ", sentences);
  }

  private String state(StateCode code) {
    return words.labels().state(code, words.language());
  }

  private String step(Step step) {
    return words.labels().step(step.code(), words.language());
  }

  private void lines(Picture picture) {
    Set<Box> isState =
        Set.copyOf(texts.stream().filter(text -> text.kind() != null).map(Text::box).toList());
    Map<Box, List<Box>> above = new HashMap<>();
    Map<Box, List<Box>> below = new HashMap<>();
    for (Layers.Line line : layers.lines()) {
      List<Box> through = line.through();
      end(through.getFirst(), through.get(1), above, below);
      end(through.getLast(), through.get(through.size() - 2), above, below);
    }
    Comparator<Box> byX = Comparator.comparingDouble(box -> box.x);
    above.values().forEach(ends -> ends.sort(byX));
    below.values().forEach(ends -> ends.sort(byX));
    for (Layers.Line line : layers.lines()) {
      List<Box> through = line.through();
      Box last = through.getLast();
      int down = last.layer > through.getFirst().layer ? 1 : -1;
      Box first = through.getFirst();
      List<Picture.Point> path = new ArrayList<>();
      for (int i = 0; i < through.size(); i++) {
        Box box = through.get(i);
        double x =
            box == first
                ? port(box, through.get(1), above, below)
                : box == last ? port(box, through.get(i - 1), above, below) : box.x;
        double in = box == first ? down * box.height / 2 : -down * box.reach;
        double out = box == last ? -down * box.height / 2 : down * box.reach;
        path.add(new Picture.Point(x, box.y + in));
        path.add(new Picture.Point(x, box.y + out));
      }
      picture.line(path, isState.contains(last));
    }
  }

  private static void end(
      Box box, Box other, Map<Box, List<Box>> above, Map<Box, List<Box>> below) {
    (other.layer > box.layer ? below : above)
        .computeIfAbsent(box, _ -> new ArrayList<>())
        .add(other);
  }

  /** Where on its edge a box meets the line that comes from {@code other}. */
  private static double port(
      Box box, Box other, Map<Box, List<Box>> above, Map<Box, List<Box>> below) {
    List<Box> ends = (other.layer > box.layer ? below : above).getOrDefault(box, List.of());
    double apart = ends.size() < 2 ? 0 : Math.min(26, (box.width - 30) / (ends.size() - 1));
    return box.x + (ends.indexOf(other) - (ends.size() - 1) / 2.0) * apart;
  }

  private static void box(Picture picture, Text text) {
    Box box = text.box();
    picture.rectangle(box.x, box.y, box.width, box.height, text.kind());
    double y = box.y - box.height / 2 + 4;
    for (Written line : text.lines()) {
      y += line.height();
      picture.text(box.x, y - 2, line.size(), line.size() == STATE_SIZE, line.text());
    }
  }

  private record Entry(String text, State.@Nullable Kind kind) {
    double width() {
      return Picture.width(text, Picture.SMALL) + 34;
    }
  }

  private List<Entry> legendEntries() {
    return Stream.concat(
            Stream.of(State.Kind.values())
                .map(kind -> new Entry(words.say("kind." + kind.name()), kind)),
            Stream.of(new Entry(words.say("legend.step"), null)))
        .toList();
  }

  private double legendWidth() {
    return legendEntries().stream().mapToDouble(entry -> entry.width() + 12).sum() + 28;
  }

  private void legend(Picture picture) {
    double x = 20;
    for (Entry entry : legendEntries()) {
      double middle = x + entry.width() / 2;
      picture.rectangle(middle, layers.height() + 34, entry.width(), 30, entry.kind());
      picture.text(middle, layers.height() + 38, Picture.SMALL, false, entry.text());
      x += entry.width() + 12;
    }
  }
}
