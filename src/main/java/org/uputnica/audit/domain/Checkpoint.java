package org.uputnica.audit.domain;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree as it stood at a moment, and which entries were new in it.
 *
 * @param number 1, 2, 3 …
 * @param treeSize leaves in the tree, those of earlier checkpoints included
 * @param members ids of the new entries, in the order of their leaves
 * @param previous {@link #hash()} of the checkpoint before; absent at number 1
 * @param at server time, UTC, microseconds
 * @param hash over everything above; stands in the note that is signed
 * @param signature signatures of {@link #head}, 68 bytes each: id of the key and Ed25519; two where
 *     the key changes, the old one's first; absent before the first key
 */
public record Checkpoint(
    long number,
    long treeSize,
    List<Long> members,
    Octets root,
    List<Octets> frontier,
    @Nullable Octets previous,
    Instant at,
    Octets hash,
    @Nullable Octets signature) {
  private static final int SIGNATURE_LINE = 68;

  public Checkpoint {
    members = List.copyOf(members);
    frontier = List.copyOf(frontier);
  }

  /**
   * The checkpoint after {@code last}.
   *
   * @param fresh the entries it adds, in this order
   */
  public static Checkpoint after(@Nullable Checkpoint last, List<Leaf> fresh, Instant at) {
    MerkleTree tree =
        last == null ? new MerkleTree() : new MerkleTree(last.treeSize, last.frontier);
    fresh.forEach(leaf -> tree.append(leaf.hash()));
    long number = last == null ? 1 : last.number + 1;
    List<Long> members = fresh.stream().map(Leaf::entry).toList();
    @Nullable Octets previous = last == null ? null : last.hash;
    Octets hash = hash(number, tree.size(), members, tree.root(), tree.frontier(), previous, at);
    return new Checkpoint(
        number, tree.size(), members, tree.root(), tree.frontier(), previous, at, hash, null);
  }

  /** The same checkpoint with the signatures of its head, one after another. */
  public Checkpoint signed(List<Octets> lines) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    lines.forEach(line -> all.writeBytes(line.bytes()));
    return new Checkpoint(
        number,
        treeSize,
        members,
        root,
        frontier,
        previous,
        at,
        hash,
        Octets.of(all.toByteArray()));
  }

  /** What others keep of it, and what is signed. */
  public TreeHead head(String origin) {
    return new TreeHead(
        origin,
        treeSize,
        root,
        List.of("checkpoint " + number + ' ' + Base64.getEncoder().encodeToString(hash.bytes())));
  }

  /** The head with its signatures. */
  public SignedNote note(String origin) {
    return new SignedNote(
        head(origin).text(),
        signatureLines().stream().map(line -> new SignedNote.Line(origin, line)).toList());
  }

  /** The signatures, each with the id of its key. */
  List<Octets> signatureLines() {
    List<Octets> lines = new ArrayList<>();
    if (signature != null) {
      byte[] all = signature.bytes();
      for (int from = 0; from < all.length; from += SIGNATURE_LINE) {
        lines.add(
            Octets.of(Arrays.copyOfRange(all, from, Math.min(all.length, from + SIGNATURE_LINE))));
      }
    }
    return lines;
  }

  /** Whether the stored hash is the hash of what is stored. */
  public boolean isUntouched() {
    return hash(number, treeSize, members, root, frontier, previous, at).equals(hash);
  }

  private static Octets hash(
      long number,
      long treeSize,
      List<Long> members,
      Octets root,
      List<Octets> frontier,
      @Nullable Octets previous,
      Instant at) {
    return Hashing.checkpoint(
        new CanonicalBytes()
            .text("uputnica-journal-checkpoint-1")
            .integer(number)
            .integer(treeSize)
            .integers(members)
            .octets(root)
            .allOctets(frontier)
            .octets(previous)
            .instant(at)
            .bytes());
  }

  /** An entry's id and its hash. */
  public record Leaf(long entry, Octets hash) {}
}
