package org.uputnica.casefile.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of content that are kept; what a content is, is found in its bytes. None of them is an
 * archive or a text with active parts.
 */
public enum ContentType {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  PDF("application/pdf", "pdf"),
  MP3("audio/mpeg", "mp3"),
  WAV("audio/vnd.wave", "wav"),
  OGG("audio/ogg", "ogg"),
  VORBIS("audio/vorbis", "ogg"),
  OPUS("audio/opus", "ogg"),
  M4A("audio/mp4", "m4a");

  private final String mediaType;
  private final String ending;

  ContentType(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  /** The type with this name of the IANA registry (or of the detector, where it has none). */
  public static Optional<ContentType> of(String mediaType) {
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }

  public String mediaType() {
    return mediaType;
  }

  /** How a file of this type ends, without the dot. */
  public String ending() {
    return ending;
  }
}
