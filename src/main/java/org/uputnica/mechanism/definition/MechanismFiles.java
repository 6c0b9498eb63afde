package org.uputnica.mechanism.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of all procedures, read into memory.
 *
 * @param base what holds in every country, by file name
 * @param countries what each country adds, by file name
 */
record MechanismFiles(Map<String, byte[]> base, Map<String, byte[]> countries) {
  private static final String ROOT = "mechanisms";
  private static final String ANCHOR = ROOT + "/mechanism.schema.json";

  /** The files that are part of the program, from a folder of classes or from a packaged jar. */
  static MechanismFiles ofClasspath(ClassLoader loader) {
    URL anchor = loader.getResource(ANCHOR);
    if (anchor == null) {
      throw new IllegalStateException(
          "the procedures are not part of this program: " + ANCHOR + " is missing");
    }
    try {
      URI uri = anchor.toURI();
      if (!"jar".equals(uri.getScheme())) {
        return ofDirectory(Path.of(uri).resolveSibling("."));
      }
      String jar = uri.getRawSchemeSpecificPart();
      Path file = Path.of(URI.create(jar.substring(0, jar.indexOf("!/"))));
      try (FileSystem inside = FileSystems.newFileSystem(file)) {
        return ofDirectory(inside.getPath(ROOT));
      }
    } catch (URISyntaxException | IOException unreadable) {
      throw new IllegalStateException(
          "the procedures in " + anchor + " cannot be read", unreadable);
    }
  }

  /**
   * The files of an operator's own directory with the folders {@code base} and {@code countries}.
   */
  static MechanismFiles ofDirectory(Path root) {
    return new MechanismFiles(folder(root.resolve("base")), folder(root.resolve("countries")));
  }

  private static Map<String, byte[]> folder(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          files.put(folder.getFileName() + "/" + file.getFileName(), in.readAllBytes());
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + folder, unreadable);
    }
    return files;
  }
}
