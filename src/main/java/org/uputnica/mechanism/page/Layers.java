package org.uputnica.mechanism.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Places boxes in layers from top to bottom so that few lines cross and lines run straight: the
 * method of Sugiyama, Tagawa and Toda (1981). The same boxes and lines are always placed the same
 * way. Lengths are pixels.
 */
final class Layers {
  private static final double GAP = 26;
  private static final double GAP_OF_BENDS = 14;
  private static final double GAP_OF_LAYERS = 42;
  private static final double MARGIN = 20;
  private static final int SWEEPS = 40;
  private static final int PULLS = 120;

  /** A box, or where a line bends on its way through a layer. */
  static final class Box {
    final int layer;
    final double width;
    final double height;
    private final List<Box> near = new ArrayList<>();
    private int place;

    /** Middle of the box, from the left. */
    double x;

    /** Middle of the box, from the top. */
    double y;

    /** From the middle of its layer to where the layer ends: lines bend outside of it only. */
    double reach;

    private Box(int layer, double width, double height) {
      this.layer = layer;
      this.width = width;
      this.height = height;
    }

    private boolean isBend() {
      return height == 0;
    }

    private double gapTo(Box right) {
      return (width + right.width) / 2 + (isBend() && right.isBend() ? GAP_OF_BENDS : GAP);
    }
  }

  /** A line from the first box to the last, through bends. */
  record Line(List<Box> through) {
    Line {
      through = List.copyOf(through);
    }
  }

  private final TreeMap<Integer, List<Box>> byLayer = new TreeMap<>();
  private final List<Line> lines = new ArrayList<>();
  private double width;
  private double height;

  Box box(int layer, double width, double height) {
    var box = new Box(layer, width, height);
    byLayer.computeIfAbsent(layer, _ -> new ArrayList<>()).add(box);
    return box;
  }

  void line(Box from, Box to) {
    List<Box> through = new ArrayList<>();
    through.add(from);
    int down = Integer.signum(to.layer - from.layer);
    for (int layer = from.layer + down; layer != to.layer; layer += down) {
      through.add(box(layer, 2, 0));
    }
    through.add(to);
    for (int i = 1; i < through.size(); i++) {
      through.get(i - 1).near.add(through.get(i));
      through.get(i).near.add(through.get(i - 1));
    }
    lines.add(new Line(through));
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  /** Places all boxes. */
  void place() {
    List<List<Box>> layers = List.copyOf(byLayer.values());
    order(layers);
    layers.forEach(layer -> spread(layer, layer.stream().map(_ -> 0.0).toList()));
    for (int pull = 0; pull < PULLS; pull++) {
      int side = pull % 3 - 1;
      for (List<Box> layer : pull % 2 == 0 ? layers : layers.reversed()) {
        spread(layer, layer.stream().map(box -> wanted(box, side)).toList());
      }
    }
    double top = MARGIN;
    for (List<Box> layer : layers) {
      double tallest = layer.stream().mapToDouble(box -> box.height).max().orElse(0);
      for (Box box : layer) {
        box.y = top + tallest / 2;
        box.reach = tallest / 2;
      }
      top += tallest + GAP_OF_LAYERS;
    }
    double left = all(layers).stream().mapToDouble(box -> box.x - box.width / 2).min().orElse(0);
    all(layers).forEach(box -> box.x += MARGIN - left);
    width = all(layers).stream().mapToDouble(box -> box.x + box.width / 2).max().orElse(0) + MARGIN;
    height = top - GAP_OF_LAYERS + MARGIN;
  }

  private static List<Box> all(List<List<Box>> layers) {
    return layers.stream().flatMap(List::stream).toList();
  }

  /** Sorts each layer by the layer before, down and up again, and keeps the best order found. */
  private static void order(List<List<Box>> layers) {
    layers.forEach(Layers::number);
    long fewest = Long.MAX_VALUE;
    List<List<Box>> best = copy(layers);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      int side = sweep % 2 == 0 ? -1 : 1;
      for (List<Box> layer : side < 0 ? layers : layers.reversed()) {
        layer.sort(Comparator.comparingDouble(box -> middle(box, side)));
        number(layer);
      }
      boolean helped;
      do {
        helped = swapsHelp(layers);
      } while (helped);
      long crossings = crossings(layers);
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(layers);
      }
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.get(layer).clear();
      layers.get(layer).addAll(best.get(layer));
      number(layers.get(layer));
    }
  }

  private static List<List<Box>> copy(List<List<Box>> layers) {
    return layers.stream().map(List::copyOf).toList();
  }

  private static void number(List<Box> layer) {
    for (int place = 0; place < layer.size(); place++) {
      layer.get(place).place = place;
    }
  }

  private static double middle(Box box, int side) {
    return box.near.stream()
        .filter(other -> Integer.signum(other.layer - box.layer) == side)
        .mapToInt(other -> other.place)
        .average()
        .orElse(box.place);
  }

  /** Exchanges neighbours where that takes a crossing away. */
  private static boolean swapsHelp(List<List<Box>> layers) {
    boolean helped = false;
    for (List<Box> layer : layers) {
      for (int left = 0; left + 1 < layer.size(); left++) {
        Box one = layer.get(left);
        Box other = layer.get(left + 1);
        if (crossings(other, one) < crossings(one, other)) {
          layer.set(left, other);
          layer.set(left + 1, one);
          number(layer);
          helped = true;
        }
      }
    }
    return helped;
  }

  /** How often lines of two neighbours cross, {@code left} standing left of {@code right}. */
  private static long crossings(Box left, Box right) {
    return left.near.stream()
        .mapToLong(one ->
            right.near.stream()
                .filter(other -> other.layer == one.layer && other.place < one.place)
                .count())
        .sum();
  }

  private static long crossings(List<List<Box>> layers) {
    long crossings = 0;
    for (List<Box> layer : layers) {
      for (int left = 0; left < layer.size(); left++) {
        for (int right = left + 1; right < layer.size(); right++) {
          crossings += crossings(layer.get(left), layer.get(right));
        }
      }
    }
    return crossings;
  }

  /** Where a box would stand if it were alone: in the middle of what it is joined to. */
  private static double wanted(Box box, int side) {
    List<Box> others =
        box.near.stream()
            .filter(other -> side == 0 || Integer.signum(other.layer - box.layer) == side)
            .toList();
    double sum = 0;
    double weights = 0;
    for (Box other : others.isEmpty() ? box.near : others) {
      double weight = box.isBend() && other.isBend() ? 12 : 1;
      sum += weight * other.x;
      weights += weight;
    }
    double slightlyToTheMiddle = 0.97;
    return slightlyToTheMiddle * (weights == 0 ? box.x : sum / weights);
  }

  /**
   * Puts the boxes of a layer as near as possible to where they want to be, without overlapping:
   * the least squares of pool-adjacent-violators.
   */
  private static void spread(List<Box> layer, List<Double> wanted) {
    double[] offset = new double[layer.size()];
    double[] sum = new double[layer.size()];
    double[] weight = new double[layer.size()];
    int[] count = new int[layer.size()];
    int blocks = 0;
    for (int i = 0; i < layer.size(); i++) {
      offset[i] = i == 0 ? 0 : offset[i - 1] + layer.get(i - 1).gapTo(layer.get(i));
      weight[blocks] = layer.get(i).isBend() ? 8 : 1;
      sum[blocks] = (wanted.get(i) - offset[i]) * weight[blocks];
      count[blocks] = 1;
      blocks++;
      while (blocks > 1
          && sum[blocks - 2] / weight[blocks - 2] > sum[blocks - 1] / weight[blocks - 1]) {
        blocks--;
        sum[blocks - 1] += sum[blocks];
        weight[blocks - 1] += weight[blocks];
        count[blocks - 1] += count[blocks];
      }
    }
    int i = 0;
    for (int block = 0; block < blocks; block++) {
      for (int member = 0; member < count[block]; member++, i++) {
        layer.get(i).x = sum[block] / weight[block] + offset[i];
      }
    }
  }
}
