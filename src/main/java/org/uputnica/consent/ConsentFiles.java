package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.consent.domain.ConsentWords;
import org.uputnica.consent.domain.ConsentWords.Sentence;
import org.uputnica.consent.domain.SentenceMedium;
import org.uputnica.consent.domain.SentenceMedium.Form;
import org.uputnica.consent.domain.TextReview;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;

/**
 * What the operator adds to the consent texts: reviews, sound and pictograms. What cannot be read,
 * is too large or lies outside the directory is not there. Paths are made of versions, languages
 * and keys the service knows, never of what somebody sent.
 */
@ApplicationScoped
public class ConsentFiles {
  /** The largest medium, in bytes; a sentence is some seconds long. */
  public static final int LARGEST = 1 << 20;

  private static final String REVIEWS = "reviews.csv";
  private static final CodeList NO_REVIEWS = new CodeList(REVIEWS, Map.of());
  private static final int DEPTH = 3;

  private final Optional<Path> directory;

  ConsentFiles(ConsentTextSettings settings) {
    directory = settings.directory().map(Path::of);
  }

  /** Who has reviewed these very words: a row of {@code reviews.csv} with their fingerprint. */
  public Optional<TextReview> review(ConsentWords words) {
    return review(words, reviews());
  }

  /** Sound and pictograms of each sentence that has any, by its key. */
  public Map<String, List<SentenceMedium>> media(ConsentWords words) {
    if (directory.isEmpty()) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(directory.get().resolve(words.name()))) {
      return files
          .flatMap(file -> medium(words, Objects.toString(file.getFileName())).stream())
          .sorted(Comparator.comparing(SentenceMedium::form))
          .collect(Collectors.groupingBy(SentenceMedium::key));
    } catch (IOException | UncheckedIOException absent) {
      return Map.of();
    }
  }

  /** A medium of one of the sentences, by the name of its file. */
  public Optional<SentenceMedium> medium(ConsentWords words, String file) {
    int dot = file.lastIndexOf('.');
    return words
        .sentences()
        .map(Sentence::key)
        .filter(key -> dot >= 0 && key.equals(file.substring(0, dot)))
        .findFirst()
        .flatMap(key ->
            Form.ofEnding(file.substring(dot + 1)).flatMap(form -> medium(words, key, form)));
  }

  /** Its bytes, unless it has gone or grown since. */
  public Optional<byte[]> read(ConsentWords words, SentenceMedium medium) {
    return directory.flatMap(root -> {
      try (InputStream in = Files.newInputStream(path(root, words, medium.file()))) {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        return Optional.of(bytes).filter(all -> all.length <= LARGEST);
      } catch (IOException gone) {
        return Optional.empty();
      }
    });
  }

  /** What lies in the directory and means nothing, as sentences for the operator. */
  List<String> findings(List<ConsentWords> all) {
    if (directory.isEmpty()) {
      return List.of();
    }
    Path root = directory.get();
    List<String> findings = new ArrayList<>();
    Set<Path> known = new HashSet<>(Set.of(Path.of(REVIEWS)));
    for (ConsentWords words : all) {
      media(words).values().stream()
          .flatMap(List::stream)
          .forEach(medium -> known.add(Path.of(words.name(), medium.file())));
    }
    try (Stream<Path> files = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(file -> !known.contains(file) && !isHidden(file))
          .sorted()
          .forEach(file ->
              findings.add(
                  "consent texts: %s is no sound or pictogram of a sentence, or larger than %d bytes"
                      .formatted(plain(file.toString()), LARGEST)));
    } catch (IOException | UncheckedIOException unreadable) {
      findings.add("consent texts: the directory cannot be read");
    }
    CodeList reviews = reviews();
    Map<String, ConsentWords> named =
        all.stream().collect(Collectors.toMap(ConsentWords::name, Function.identity()));
    for (String code : reviews.codes()) {
      ConsentWords words = named.get(code);
      if (words == null || review(words, reviews).isEmpty()) {
        findings.add(
            "consent texts: the review of %s is of other words than those read, or incomplete"
                .formatted(plain(code)));
      }
    }
    return findings;
  }

  private static Optional<TextReview> review(ConsentWords words, CodeList reviews) {
    String row = words.name();
    return reviews
        .cell(row, "fingerprint")
        .filter(words.fingerprint()::equals)
        .flatMap(_ -> reviews.cell(row, "reviewed_by"))
        .flatMap(by ->
            reviews
                .cell(row, "reviewed_on")
                .flatMap(ConsentFiles::day)
                .map(on -> new TextReview(by, on)));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private CodeList reviews() {
    return directory
        .map(root -> {
          try (InputStream in = Files.newInputStream(root.resolve(REVIEWS))) {
            return CodeLists.read(REVIEWS, in);
          } catch (IOException absent) {
            return NO_REVIEWS;
          }
        })
        .orElse(NO_REVIEWS);
  }

  private Optional<SentenceMedium> medium(ConsentWords words, String key, Form form) {
    return directory.flatMap(root -> {
      Path file = path(root, words, form.file(key));
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        boolean taken =
            found.isRegularFile()
                && found.size() > 0
                && found.size() <= LARGEST
                && file.toRealPath().startsWith(root.toRealPath());
        return taken
            ? Optional.of(
                new SentenceMedium(key, form, found.size(), found.lastModifiedTime().toInstant()))
            : Optional.empty();
      } catch (IOException absent) {
        return Optional.empty();
      }
    });
  }

  private static Path path(Path root, ConsentWords words, String file) {
    return root.resolve(words.name()).resolve(file);
  }

  /** A mounted volume keeps its own names with a dot beside the files. */
  private static boolean isHidden(Path file) {
    return Objects.toString(file.getName(0)).startsWith(".");
  }

  private static String plain(String name) {
    return name.replaceAll("[^\\w./-]", "?");
  }
}
