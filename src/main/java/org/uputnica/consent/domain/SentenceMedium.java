package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A sentence to hear or to see, for who does not read and where nobody speaks the language.
 *
 * @param key of the sentence
 * @param size bytes
 */
public record SentenceMedium(String key, Form form, long size, Instant changedAt) {
  /** Whether it is heard or seen. */
  public enum Kind {
    SOUND,
    PICTOGRAM
  }

  /** What is taken, by the ending of the file. */
  public enum Form {
    OGG(Kind.SOUND, "audio/ogg"),
    MP3(Kind.SOUND, "audio/mpeg"),
    SVG(Kind.PICTOGRAM, "image/svg+xml"),
    PNG(Kind.PICTOGRAM, "image/png");

    private final Kind kind;
    private final String mediaType;

    Form(Kind kind, String mediaType) {
      this.kind = kind;
      this.mediaType = mediaType;
    }

    public Kind kind() {
      return kind;
    }

    public String mediaType() {
      return mediaType;
    }

    /** The form of a file by its ending, if it is one that is taken. */
    public static Optional<Form> ofEnding(String ending) {
      return Arrays.stream(values()).filter(form -> form.ending().equals(ending)).findFirst();
    }

    /** How the file of a sentence is called. */
    public String file(String key) {
      return key + "." + ending();
    }

    private String ending() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How its file is called. */
  public String file() {
    return form.file(key);
  }
}
