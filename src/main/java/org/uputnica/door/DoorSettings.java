package org.uputnica.door;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The person's own door, and how much may be tried at it. */
@ConfigMapping(prefix = "uputnica.door")
public interface DoorSettings {
  /** How long her page stays open. */
  @WithDefault("PT15M")
  Duration session();

  /** Over which time failed attempts of one source, and of all, are counted. */
  @WithDefault("PT1H")
  Duration window();

  /** Failed attempts from one source in that time; people of one house share a source. */
  @WithDefault("30")
  int ofSource();

  /** Failed attempts in that time, from everywhere. */
  @WithDefault("600")
  int ofAll();

  /** Over which time failed attempts at one number are counted. */
  @WithDefault("PT24H")
  Duration numberWindow();

  /** Failed attempts at one number in that time; then it is shut. */
  @WithDefault("5")
  int ofNumber();

  /**
   * Rounds of the slow hash of new numbers (OWASP Password Storage Cheat Sheet, PBKDF2 with
   * HMAC-SHA-512). Numbers given before keep theirs.
   */
  @WithDefault("210000")
  int rounds();

  /** What she may write in a day. */
  @WithDefault("20")
  int messagesADay();

  /**
   * Header in which the reverse proxy says where a request comes from; the last part of its last
   * line counts, and of an address of version 6 the network of 64 bits. Without it the other end of
   * the connection is the source: behind a proxy, everybody.
   */
  Optional<String> sourceHeader();
}
