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
 * @param texts what an operator calls things, by file name; ours are part of the program's texts
 */
record MechanismFiles(
    Map<String, byte[]> base, Map<String, byte[]> countries, Map<String, byte[]> texts) {
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
        return read(Path.of(uri).resolveSibling("."));
      }
      String jar = uri.getRawSchemeSpecificPart();
      Path file = Path.of(URI.create(jar.substring(0, jar.indexOf("!/"))));
      try (FileSystem inside = FileSystems.newFileSystem(file)) {
        return read(inside.getPath(ROOT));
      }
    } catch (URISyntaxException | IOException unreadable) {
      throw new IllegalStateException(
          "the procedures in " + anchor + " cannot be read", unreadable);
    }
  }

  /**
   * These files with those of an operator's own directory over them, file by file: {@code
   * countries/bg.yaml} there adds a country, {@code countries/me.yaml} there stands instead of
   * ours. What the things in them are called stands beside them, such as {@code
   * texts/mk.properties}.
   *
   * @throws MechanismFileException if the directory has none of the folders {@code base}, {@code
   *     countries} and {@code texts}
   */
  MechanismFiles with(Path directory) {
    MechanismFiles own = read(directory);
    if (own.base.isEmpty() && own.countries.isEmpty() && own.texts.isEmpty()) {
      throw new MechanismFileException(
          directory.toString(),
          1,
          "there is no procedure in this directory",
          "put files into its folders base and countries, or take the setting away");
    }
    return new MechanismFiles(over(base, own.base), over(countries, own.countries), own.texts);
  }

  private static MechanismFiles read(Path root) {
    return new MechanismFiles(
        folder(root.resolve("base"), ".yaml"),
        folder(root.resolve("countries"), ".yaml"),
        folder(root.resolve("texts"), ".properties"));
  }

  private static Map<String, byte[]> over(Map<String, byte[]> ours, Map<String, byte[]> theirs) {
    Map<String, byte[]> files = new TreeMap<>(ours);
    files.putAll(theirs);
    return files;
  }

  private static Map<String, byte[]> folder(Path folder, String ending) {
    Map<String, byte[]> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.filter(path -> path.toString().endsWith(ending)).toList()) {
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
