package org.uputnica.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected roots computed by RFC 6962 section 2.1 outside of this code. */
class MerkleTreeTest {
  private static final List<String> DATA =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void rootsAreThoseOfTheDefinition(int size) {
    List<Octets> leaves = leaves().limit(size).toList();
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::append);
    assertThat(tree.root().hex()).isEqualTo(ROOTS.get(size));
    assertThat(MerkleTree.root(leaves).hex()).isEqualTo(ROOTS.get(size));
    assertThat(tree.size()).isEqualTo(size);
    assertThat(tree.frontier()).hasSize(Integer.bitCount(size));
  }

  @Test
  void aTreeGoesOnFromItsFrontierAtEverySize() {
    List<Octets> leaves = new ArrayList<>();
    MerkleTree whole = new MerkleTree();
    for (int i = 0; i < 200; i++) {
      Octets leaf = Hashing.leaf(Octets.of(new byte[] {(byte) i}), new byte[0]);
      leaves.add(leaf);
      MerkleTree resumed = new MerkleTree(whole.size(), whole.frontier());
      resumed.append(leaf);
      whole.append(leaf);
      assertThat(resumed.root()).isEqualTo(whole.root()).isEqualTo(MerkleTree.root(leaves));
    }
  }

  @Test
  void aFrontierOfAnotherSizeIsNotTaken() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MerkleTree(1, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new MerkleTree(-1, List.of()));
  }

  private static Stream<Octets> leaves() {
    return DATA.stream()
        .map(data -> Hashing.leaf(Octets.of(new byte[0]), HexFormat.of().parseHex(data)));
  }
}
