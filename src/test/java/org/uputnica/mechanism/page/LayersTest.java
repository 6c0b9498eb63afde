package org.uputnica.mechanism.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.page.Layers.Box;

/** Boxes never overlap, lines cross only where they must. */
class LayersTest {
  private final Layers layers = new Layers();

  @Test
  void twoLinesThatCanBeUntangledAreUntangled() {
    Box a = layers.box(0, 100, 40);
    Box b = layers.box(0, 100, 40);
    Box c = layers.box(1, 100, 40);
    Box d = layers.box(1, 100, 40);
    layers.line(a, d);
    layers.line(b, c);
    layers.place();
    assertThat(a.x < b.x).isEqualTo(d.x < c.x);
  }

  @Test
  void boxesOfALayerKeepTheirDistance() {
    Box top = layers.box(0, 100, 40);
    List<Box> below = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Box box = layers.box(1, 80 + i * 20, 40);
      layers.line(top, box);
      below.add(box);
    }
    layers.place();
    below.sort((one, other) -> Double.compare(one.x, other.x));
    for (int i = 1; i < below.size(); i++) {
      double gap =
          below.get(i).x - below.get(i).width / 2 - below.get(i - 1).x - below.get(i - 1).width / 2;
      assertThat(gap).isGreaterThan(25);
    }
    assertThat(top.y).isLessThan(below.getFirst().y);
  }

  @Test
  void aLineThroughLayersBendsOncePerLayer() {
    Box from = layers.box(0, 100, 40);
    Box to = layers.box(3, 100, 40);
    layers.line(from, to);
    layers.place();
    assertThat(layers.lines().getFirst().through()).hasSize(4);
    assertThat(layers.width()).isGreaterThan(100);
    assertThat(layers.height()).isGreaterThan(to.y);
  }
}
