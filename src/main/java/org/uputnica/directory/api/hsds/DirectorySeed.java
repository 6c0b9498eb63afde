package org.uputnica.directory.api.hsds;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.DirectorySettings;
import org.uputnica.directory.domain.DirectoryContent;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Fills the directory of each country that has none yet, at start. What a country has is never
 * overwritten.
 */
@ApplicationScoped
public class DirectorySeed {
  private static final String CLASSPATH = "classpath:";

  /** Journalled as the operator of the node, who is no country's organisation. */
  private static final Caller NODE =
      Caller.service(
          new OrganizationId(UUID.fromString("00000000-0000-4000-8000-000000000001")),
          new CountryCode("ME"));

  private final DirectorySettings config;
  private final DirectoryService directory;
  private final Clock clock;

  DirectorySeed(DirectorySettings config, DirectoryService directory, Clock clock) {
    this.config = config;
    this.directory = directory;
    this.clock = clock;
  }

  void load(@Observes StartupEvent started) {
    List<String> sources = config.seed().orElse(List.of());
    if (sources.isEmpty()) {
      return;
    }
    List<HsdsFile> files = new ArrayList<>();
    sources.forEach(source -> files.addAll(read(source)));
    DirectoryContent content = HsdsReader.read(files, clock.instant());
    DirectoryContent loaded = Callers.as(NODE, () -> directory.load(content));
    if (!loaded.organizations().isEmpty()) {
      Log.infof(
          "directory loaded: %d organizations, %d services",
          loaded.organizations().size(), loaded.services().size());
    }
  }

  private static List<HsdsFile> read(String source) {
    try {
      if (source.startsWith(CLASSPATH)) {
        return List.of(resource(source.substring(CLASSPATH.length())));
      }
      Path path = Path.of(source);
      if (!Files.isDirectory(path)) {
        return List.of(file(path));
      }
      try (Stream<Path> entries = Files.list(path)) {
        return entries
            .filter(entry -> entry.toString().endsWith(".json"))
            .sorted()
            .map(DirectorySeed::file)
            .toList();
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new HsdsException(source, "", "cannot be read (uputnica.directory.seed)");
    }
  }

  private static HsdsFile file(Path path) {
    try {
      return new HsdsFile(path.getFileName().toString(), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HsdsFile resource(String name) throws IOException {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new HsdsException(name, "", "is not among the resources (uputnica.directory.seed)");
      }
      return new HsdsFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
