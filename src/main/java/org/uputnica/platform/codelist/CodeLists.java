package org.uputnica.platform.codelist;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The code lists under {@code codelists/*.csv}; the first column of each is the code. */
@ApplicationScoped
public class CodeLists {
  private final Map<String, Optional<CodeList>> lists = new ConcurrentHashMap<>();

  /** The list of that name (the file's name without ending), or nothing. */
  public Optional<CodeList> find(String name) {
    return lists.computeIfAbsent(name, CodeLists::load);
  }

  /** A list that belongs to the service. */
  public CodeList get(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("no code list " + name));
  }

  private static Optional<CodeList> load(String name) {
    if (!name.matches("[a-z-]+")) {
      return Optional.empty();
    }
    try (InputStream in =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream("codelists/" + name + ".csv")) {
      return in == null ? Optional.empty() : Optional.of(read(name, in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A list of the same form (UTF-8) from elsewhere; a row that is too short lacks its last cells.
   */
  public static CodeList read(String name, InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String header = reader.readLine();
    List<String> columns = header == null ? List.of() : Csv.split(header);
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (String line; (line = reader.readLine()) != null; ) {
      List<String> cells = Csv.split(line);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size() && i < cells.size(); i++) {
        row.put(columns.get(i), cells.get(i));
      }
      rows.put(cells.getFirst(), row);
    }
    return new CodeList(name, rows);
  }

  /**
   * One line of comma-separated values with double quotes (RFC 4180); no line breaks inside a cell.
   */
  static final class Csv {
    private Csv() {}

    static List<String> split(String line) {
      List<String> cells = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          cells.add(cell.toString());
          cell.setLength(0);
        } else {
          cell.append(c);
        }
      }
      cells.add(cell.toString());
      return cells;
    }
  }
}
