package org.uputnica.audit.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.HiddenEntry;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalKey;
import org.uputnica.audit.domain.JournalLeaf;
import org.uputnica.audit.domain.JournalVisitor;
import org.uputnica.audit.domain.NoteKey;
import org.uputnica.audit.domain.Octets;

/**
 * The journal as a file: one JSON object a line (docs/journal.md), the entries of a checkpoint
 * before it, so that it is written and checked in one go however long it is.
 */
public final class JournalFile implements JournalVisitor {
  private static final String FORMAT = "uputnica-journal-export-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputStream out;
  private final Predicate<JournalEntry> shown;
  private @Nullable IOException failed;
  private long lines;

  private JournalFile(OutputStream out, Predicate<JournalEntry> shown) {
    this.out = out;
    this.shown = shown;
  }

  /**
   * Writes everything.
   *
   * @param shown whose content is written too; of others their hash alone
   */
  public static void write(JdbcJournal journal, OutputStream out, Predicate<JournalEntry> shown)
      throws SQLException, IOException {
    JournalFile file = new JournalFile(out, shown);
    file.line(JSON.createObjectNode().put("format", FORMAT));
    journal.show(file);
    file.line(JSON.createObjectNode().put("end", file.lines));
    if (file.failed != null) {
      throw file.failed;
    }
    out.flush();
  }

  /**
   * Leads somebody through a file.
   *
   * @return the first line that cannot be read, in words
   */
  public static Optional<String> show(BufferedReader in, JournalVisitor visitor)
      throws IOException {
    Map<Long, JournalLeaf> stored = new HashMap<>();
    long number = 0;
    boolean ended = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (visitor.hasSeenEnough()) {
        return Optional.empty();
      }
      try {
        JsonNode node = JSON.readTree(line);
        if (ended || (number == 0) != node.path("format").asText().equals(FORMAT)) {
          return Optional.of("line %d is not of this file".formatted(number + 1));
        }
        ended = read(node, number, stored, visitor);
      } catch (JsonProcessingException | IllegalArgumentException | DateTimeException unreadable) {
        return Optional.of("line %d cannot be read".formatted(number + 1));
      }
      number++;
    }
    return ended || visitor.hasSeenEnough()
        ? Optional.empty()
        : Optional.of("the file ends after line %d, before its end".formatted(number));
  }

  /** Whether this is the last line. */
  private static boolean read(
      JsonNode node, long number, Map<Long, JournalLeaf> stored, JournalVisitor visitor) {
    if (node.has("key")) {
      visitor.key(key(node.path("key")));
    } else if (node.has("entry")) {
      JournalLeaf leaf = leaf(node.path("entry"));
      if (stored.put(leaf.id(), leaf) != null) {
        throw new IllegalArgumentException("an entry twice");
      }
    } else if (node.has("checkpoint")) {
      Checkpoint checkpoint = checkpoint(node.path("checkpoint"));
      visitor.checkpoint(checkpoint, stored);
      checkpoint.members().forEach(stored::remove);
      stored.values().forEach(visitor::outside);
      stored.clear();
    } else if (node.has("waiting")) {
      visitor.waiting(leaf(node.path("waiting")), octets(text(node, "announced")));
    } else if (node.has("outside")) {
      visitor.outside(leaf(node.path("outside")));
    } else if (node.has("absent")) {
      visitor.absent(node.path("absent").asLong());
    } else if (node.has("end")) {
      stored.values().forEach(visitor::outside);
      if (node.path("end").asLong() != number) {
        throw new IllegalArgumentException("lines are missing");
      }
      return true;
    } else if (number > 0) {
      throw new IllegalArgumentException("a line of another kind");
    }
    return false;
  }

  @Override
  public void key(JournalKey key) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("key")
        .put("number", key.number())
        .put("key", key.key().text())
        .put("since", key.since());
    line(node);
  }

  @Override
  public void checkpoint(Checkpoint next, Map<Long, ? extends JournalLeaf> stored) {
    for (long id : next.members()) {
      @Nullable JournalLeaf leaf = stored.get(id);
      if (leaf != null) {
        line(JSON.createObjectNode().set("entry", print(leaf)));
      }
    }
    ObjectNode node = JSON.createObjectNode();
    ObjectNode content =
        node.putObject("checkpoint")
            .put("number", next.number())
            .put("treeSize", next.treeSize())
            .put("root", next.root().hex())
            .put("previous", hex(next.previous()))
            .put("at", next.at().toString())
            .put("hash", next.hash().hex())
            .put("signature", hex(next.signature()));
    ArrayNode members = content.putArray("members");
    next.members().forEach(members::add);
    ArrayNode frontier = content.putArray("frontier");
    next.frontier().forEach(hash -> frontier.add(hash.hex()));
    line(node);
  }

  @Override
  public void waiting(JournalLeaf entry, Octets announced) {
    ObjectNode node = JSON.createObjectNode().put("announced", announced.hex());
    node.set("waiting", print(entry));
    line(node);
  }

  @Override
  public void outside(JournalLeaf entry) {
    line(JSON.createObjectNode().set("outside", print(entry)));
  }

  @Override
  public void absent(long id) {
    line(JSON.createObjectNode().put("absent", id));
  }

  @Override
  public boolean hasSeenEnough() {
    return failed != null;
  }

  private void line(JsonNode node) {
    try {
      out.write((JSON.writeValueAsString(node) + '\n').getBytes(StandardCharsets.UTF_8));
      lines++;
    } catch (IOException cut) {
      failed = cut;
    }
  }

  private ObjectNode print(JournalLeaf leaf) {
    ObjectNode node = JSON.createObjectNode().put("id", leaf.id()).put("leaf", leaf.leaf().hex());
    if (leaf instanceof JournalEntry entry && shown.test(entry)) {
      EntryContent content = entry.content();
      node.put("salt", entry.salt().hex())
          .put("at", content.at().toString())
          .put("country", content.country())
          .put("organization", content.organization().toString())
          .put("actor", content.actor())
          .put("action", content.action())
          .put("outcome", content.outcome())
          .put("caseId", content.caseId() == null ? null : content.caseId().toString())
          .put("subject", content.subject());
      content.roles().forEach(node.putArray("roles")::add);
      content.details().forEach(node.putArray("details")::add);
    }
    return node;
  }

  private static JournalLeaf leaf(JsonNode node) {
    long id = whole(node, "id");
    Octets leaf = octets(text(node, "leaf"));
    if (!node.has("salt")) {
      return new HiddenEntry(id, leaf);
    }
    @Nullable String caseId = textOrNull(node, "caseId");
    return new JournalEntry(
        id,
        new EntryContent(
            Instant.parse(text(node, "at")),
            text(node, "country"),
            UUID.fromString(text(node, "organization")),
            text(node, "actor"),
            texts(node.path("roles")),
            text(node, "action"),
            text(node, "outcome"),
            caseId == null ? null : UUID.fromString(caseId),
            textOrNull(node, "subject"),
            texts(node.path("details"))),
        octets(text(node, "salt")),
        leaf);
  }

  private static Checkpoint checkpoint(JsonNode node) {
    List<Long> members = new ArrayList<>();
    node.path("members").forEach(id -> members.add(id.asLong()));
    @Nullable String previous = textOrNull(node, "previous");
    @Nullable String signature = textOrNull(node, "signature");
    return new Checkpoint(
        whole(node, "number"),
        whole(node, "treeSize"),
        members,
        octets(text(node, "root")),
        texts(node.path("frontier")).stream().map(JournalFile::octets).toList(),
        previous == null ? null : octets(previous),
        Instant.parse(text(node, "at")),
        octets(text(node, "hash")),
        signature == null ? null : octets(signature));
  }

  private static JournalKey key(JsonNode node) {
    return new JournalKey(
        (int) whole(node, "number"), NoteKey.parse(text(node, "key")), whole(node, "since"));
  }

  private static long whole(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw new IllegalArgumentException(field);
    }
    return value.asLong();
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field);
    }
    return value.asText();
  }

  private static @Nullable String textOrNull(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : null;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static Octets octets(String hex) {
    return Octets.of(java.util.HexFormat.of().parseHex(hex));
  }

  private static @Nullable String hex(@Nullable Octets octets) {
    return octets == null ? null : octets.hex();
  }
}
