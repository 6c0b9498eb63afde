package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * A file of the directory, read object by object, so that its size is no matter of memory: the
 * lists of {@link HsdsReader#LISTS}, a page of an HSDS API ({@code contents}), or one object by
 * itself.
 */
final class HsdsStream {
  /** Bytes of one object. */
  static final long LARGEST_OBJECT = 1L << 20;

  /** One object after another: what follows it is the next one, not the end. */
  private static final ObjectReader OBJECTS =
      HsdsReader.JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String FILE = "the file";
  private static final String CONTENTS = "contents";

  /** What an API says around a page of its objects. */
  private static final List<String> AROUND_A_PAGE =
      List.of(
          "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty");

  private final Path file;
  private final boolean single;
  private final List<HsdsProblem> problems = new ArrayList<>();

  /**
   * Goes through the file once without keeping anything of it.
   *
   * @throws RefusedException {@code malformed-json}
   */
  HsdsStream(Path file) {
    this.file = file;
    this.single = skim();
  }

  /** What is wrong with the file around its objects. */
  List<HsdsProblem> problems() {
    return problems;
  }

  private boolean skim() {
    boolean[] one = {false};
    parse(parser -> {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        problems.add(new HsdsProblem("", "must be an object", true));
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        one[0] |= name.equals("id");
        if (isList(name) && parser.currentToken() == JsonToken.START_ARRAY) {
          measure(parser, name);
        } else {
          around(name);
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        problems.add(new HsdsProblem("", "has something behind its end", true));
      }
      if (one[0]) {
        problems.clear();
        if (parser.currentLocation().getByteOffset() > LARGEST_OBJECT) {
          problems.add(new HsdsProblem("", "is larger than one megabyte", true));
        }
      }
    });
    return one[0];
  }

  private void around(String name) {
    if (isList(name)) {
      problems.add(new HsdsProblem("/" + name, "must be a list", true));
    } else if (!AROUND_A_PAGE.contains(name) && problems.size() < DirectoryFile.SHOWN) {
      problems.add(
          new HsdsProblem(
              "",
              "\"" + Spot.shortened(name) + "\" is not a list of a directory file: not kept",
              false));
    }
  }

  private void measure(JsonParser parser, String list) throws IOException {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      long begin = parser.currentLocation().getByteOffset();
      parser.skipChildren();
      if (parser.currentLocation().getByteOffset() - begin > LARGEST_OBJECT) {
        problems.add(new HsdsProblem("/" + list + "/" + i, "is larger than one megabyte", true));
      }
    }
  }

  private static boolean isList(String name) {
    return name.equals(CONTENTS) || HsdsReader.LISTS.containsKey(name);
  }

  /**
   * Every object in the order of the file, with its kind.
   *
   * @param taken what is done with it
   */
  void each(BiConsumer<String, Spot> taken) {
    parse(parser -> {
      parser.nextToken();
      if (single) {
        JsonNode node = OBJECTS.readTree(parser);
        taken.accept(kind(node), new Spot(FILE, "", node));
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (isList(name) && parser.currentToken() == JsonToken.START_ARRAY) {
          list(parser, name, taken);
        } else {
          parser.skipChildren();
        }
      }
    });
  }

  private static void list(JsonParser parser, String name, BiConsumer<String, Spot> taken)
      throws IOException {
    @Nullable String kind = HsdsReader.LISTS.get(name);
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      JsonNode node = OBJECTS.readTree(parser);
      taken.accept(kind == null ? kind(node) : kind, new Spot(FILE, "/" + name + "/" + i, node));
    }
  }

  /** Of an object that stands under no name: what only one kind has. */
  private static String kind(JsonNode node) {
    for (Map.Entry<String, String> mark :
        List.of(
            Map.entry("location_type", "location"),
            Map.entry("status", "service"),
            Map.entry("taxonomy_id", "taxonomy_term"),
            Map.entry("code", "taxonomy_term"))) {
      if (node.has(mark.getKey())) {
        return mark.getValue();
      }
    }
    return "organization";
  }

  private void parse(Reading reading) {
    try (JsonParser parser = HsdsReader.JSON.createParser(file.toFile())) {
      reading.read(parser);
    } catch (JsonProcessingException unreadable) {
      throw RefusedException.of(
          ProblemType.MALFORMED_JSON,
          unreadable.getLocation() == null
              ? "The file is not readable"
              : "The file is not readable at line "
                  + unreadable.getLocation().getLineNr()
                  + ", column "
                  + unreadable.getLocation().getColumnNr(),
          FieldProblem.at("body", "must be JSON in UTF-8, without a field twice in one object"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Reading {
    void read(JsonParser parser) throws IOException;
  }
}
