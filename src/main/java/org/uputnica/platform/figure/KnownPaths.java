package org.uputnica.platform.figure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Lets a label say only what the contract says: a path template or a method of HTTP. Where the
 * framework does not know which operation was meant, because there is none or because the request
 * was refused before, it would write the path as it was sent, with whatever id or name is in it.
 */
@Singleton
class KnownPaths implements MeterFilter {
  private static final String OTHER = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  private final Set<String> paths = pathsOfTheContract();

  @Override
  public Meter.Id map(Meter.Id id) {
    return id.getName().startsWith("http.server") ? id.replaceTags(said(id.getTags())) : id;
  }

  private List<Tag> said(List<Tag> tags) {
    return tags.stream()
        .map(tag ->
            switch (tag.getKey()) {
              case "uri" -> paths.contains(tag.getValue()) ? tag : Tag.of("uri", OTHER);
              case "method" -> METHODS.contains(tag.getValue()) ? tag : Tag.of("method", OTHER);
              default -> tag;
            })
        .toList();
  }

  private static Set<String> pathsOfTheContract() {
    try (InputStream contract = KnownPaths.class.getResourceAsStream("/META-INF/openapi.yaml");
        JsonParser parser = new YAMLFactory().createParser(Objects.requireNonNull(contract))) {
      Set<String> paths = new HashSet<>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("paths");
        parser.nextToken();
        while (wanted && parser.nextToken() == JsonToken.FIELD_NAME) {
          paths.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
        if (wanted) {
          return Set.copyOf(paths);
        }
        parser.skipChildren();
      }
      throw new IllegalStateException("the contract has no paths");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
