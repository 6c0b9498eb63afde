package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over random trees: every true proof holds, and none holds of anything else. */
class MerkleProofTest {
  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyLeafIsProvedAndNoOther(int seed) {
    Random random = new Random(seed);
    List<Octets> leaves = leaves(random, 1 + random.nextInt(seed < 40 ? 40 : 700));
    Octets root = MerkleTree.root(leaves);
    int size = leaves.size();
    for (int tries = 0; tries < Math.min(size, 40); tries++) {
      int index = size <= 40 ? tries : random.nextInt(size);
      List<Octets> path = MerkleProof.inclusion(index, size, over(leaves));
      Octets leaf = leaves.get(index);
      assertThat(MerkleProof.includes(leaf, index, size, path, root)).isTrue();
      assertThat(MerkleProof.includes(other(random), index, size, path, root)).isFalse();
      assertThat(MerkleProof.includes(leaf, index, size, path, other(random))).isFalse();
      assertThat(MerkleProof.includes(leaf, index, size, changed(path, random), root)).isFalse();
      assertThat(MerkleProof.includes(leaf, size, size, path, root)).isFalse();
      assertThat(MerkleProof.includes(leaf, -1, size, path, root)).isFalse();
      int elsewhere = random.nextInt(size);
      assertThat(MerkleProof.includes(leaf, elsewhere, size, path, root))
          .isEqualTo(elsewhere == index);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyBeginningIsProvedAndNoOther(int seed) {
    Random random = new Random(seed);
    List<Octets> leaves = leaves(random, 1 + random.nextInt(seed < 40 ? 40 : 700));
    int second = leaves.size();
    Octets root = MerkleTree.root(leaves);
    for (int tries = 0; tries < Math.min(second, 40); tries++) {
      int first = second <= 40 ? tries + 1 : 1 + random.nextInt(second);
      Octets beginning = MerkleTree.root(leaves.subList(0, first));
      List<Octets> path = MerkleProof.consistency(first, second, over(leaves));
      assertThat(MerkleProof.isConsistent(first, beginning, second, root, path)).isTrue();
      assertThat(MerkleProof.isConsistent(first, other(random), second, root, path)).isFalse();
      assertThat(MerkleProof.isConsistent(first, beginning, second, other(random), path)).isFalse();
      assertThat(MerkleProof.isConsistent(first, beginning, second, root, changed(path, random)))
          .isFalse();
      if (first > 1) {
        List<Octets> rewritten = new ArrayList<>(leaves);
        rewritten.set(random.nextInt(first), other(random));
        List<Octets> lie = MerkleProof.consistency(first, second, over(rewritten));
        assertThat(
                MerkleProof.isConsistent(first, beginning, second, MerkleTree.root(rewritten), lie))
            .isFalse();
      }
    }
  }

  @Test
  void whatIsNotThereHasNoProof() {
    List<Octets> leaves = leaves(new Random(1), 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleProof.inclusion(3, 3, over(leaves)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleProof.inclusion(-1, 3, over(leaves)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleProof.consistency(0, 3, over(leaves)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleProof.consistency(4, 3, over(leaves)));
    Octets root = MerkleTree.root(leaves);
    assertThat(MerkleProof.isConsistent(0, root, 3, root, List.of())).isFalse();
    assertThat(MerkleProof.isConsistent(4, root, 3, root, List.of())).isFalse();
    assertThat(MerkleProof.isConsistent(3, root, 3, root, List.of())).isTrue();
    assertThat(MerkleProof.isConsistent(3, root, 3, root, List.of(root))).isFalse();
    assertThat(MerkleProof.isConsistent(3, root, 4, root, List.of())).isFalse();
  }

  @Test
  void aProofIsHeldAgainstTheHeadItCarries() {
    List<Octets> leaves = leaves(new Random(2), 5);
    SignedNote five = note("example.org/journal", leaves);
    List<Octets> path = MerkleProof.inclusion(3, 5, over(leaves));
    assertThat(new InclusionProof(leaves.get(3), 3, path, five).holds()).isTrue();
    assertThat(new InclusionProof(leaves.get(2), 3, path, five).holds()).isFalse();

    List<Octets> way = MerkleProof.consistency(3, 5, over(leaves));
    SignedNote three = note("example.org/journal", leaves.subList(0, 3));
    assertThat(new ConsistencyProof(three, five, way).holds()).isTrue();
    assertThat(new ConsistencyProof(five, three, way).holds()).isFalse();
    SignedNote foreign = note("example.org/other", leaves.subList(0, 3));
    assertThat(new ConsistencyProof(foreign, five, way).holds()).isFalse();
  }

  private static SignedNote note(String origin, List<Octets> leaves) {
    return new SignedNote(
        new TreeHead(origin, leaves.size(), MerkleTree.root(leaves), List.of()).text(), List.of());
  }

  private static MerkleProof.Subtrees over(List<Octets> leaves) {
    return (from, to) -> MerkleTree.root(leaves.subList((int) from, (int) to));
  }

  private static List<Octets> leaves(Random random, int count) {
    return IntStream.range(0, count).mapToObj(_ -> other(random)).toList();
  }

  private static Octets other(Random random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Octets.of(bytes);
  }

  /** One hash changed, dropped or added. */
  private static List<Octets> changed(List<Octets> path, Random random) {
    List<Octets> changed = new ArrayList<>(path);
    int place = random.nextInt(path.size() + 1);
    if (place == path.size()) {
      changed.add(other(random));
    } else if (random.nextBoolean()) {
      changed.set(place, other(random));
    } else {
      changed.remove(place);
    }
    return changed;
  }
}
