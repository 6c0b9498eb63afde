package org.uputnica.inbox.domain;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Where the service lets itself be sent: https, and public addresses alone, since whoever names an
 * address could else have it ask inside its own network (server-side request forgery).
 *
 * @param httpToItself plain http to this machine: the demo
 * @param privateRanges addresses inside a network too: an operator whose houses have their systems
 *     there; never this machine itself, nor where clouds keep their credentials
 */
public record TargetRule(boolean httpToItself, boolean privateRanges) {
  /** Networks that are nobody's on the public internet, and those an address hides another in. */
  private static final List<Range> CLOSED =
      List.of(
          Range.of(8, 0), // "this network", RFC 791
          Range.of(8, 10), // private, RFC 1918
          Range.of(10, 100, 64), // shared, RFC 6598
          Range.of(8, 127), // loopback
          Range.of(16, 169, 254), // link-local, where clouds keep their credentials
          Range.of(12, 172, 16), // private
          Range.of(24, 192, 0, 0), // protocol assignments, RFC 6890
          Range.of(24, 192, 0, 2), // documentation, RFC 5737
          Range.of(24, 192, 88, 99), // relays, RFC 7526
          Range.of(16, 192, 168), // private
          Range.of(15, 198, 18), // measuring, RFC 2544
          Range.of(24, 198, 51, 100), // documentation
          Range.of(24, 203, 0, 113), // documentation
          Range.of(3, 224)); // multicast and reserved

  /** Networks of one's own. */
  private static final List<Range> INSIDE =
      List.of(
          Range.of(8, 10), Range.of(10, 100, 64), Range.of(12, 172, 16), Range.of(16, 192, 168));

  private static final Range INSIDE_6 = Range.of(7, 0xfc); // unique local, RFC 4193

  /** Where clouds keep their credentials besides the link-local addresses. */
  private static final Range CLOUD = Range.of(32, 100, 100, 100, 200);

  private static final Range CLOUD_6 = Range.of(32, 0xfd, 0x00, 0x0e, 0xc2);

  /** Global unicast, RFC 4291: everything else of IPv6 is nobody's on the public internet. */
  private static final Range GLOBAL = Range.of(3, 0x20);

  private static final List<Range> HIDING =
      List.of(
          Range.of(23, 0x20, 0x01, 0x00), // Teredo and other assignments, RFC 2928
          Range.of(32, 0x20, 0x01, 0x0d, 0xb8), // documentation, RFC 3849
          Range.of(16, 0x20, 0x02)); // 6to4, RFC 3056

  /**
   * Whether a call may be sent there as far as its words say; what its name leads to is asked
   * later.
   */
  public boolean allows(URI target) {
    boolean whole =
        target.isAbsolute()
            && !target.isOpaque()
            && target.getHost() != null
            && target.getRawUserInfo() == null
            && target.getRawFragment() == null;
    return whole
        && ("https".equals(target.getScheme())
            || (httpToItself && "http".equals(target.getScheme()) && isThisMachine(target)));
  }

  /** Whether a call may be sent to this address. */
  public boolean allows(URI target, InetAddress address) {
    if ("http".equals(target.getScheme())) {
      return httpToItself && address.isLoopbackAddress();
    }
    return isPublic(address) || (privateRanges && isInside(address));
  }

  private static boolean isThisMachine(URI target) {
    return List.of("127.0.0.1", "localhost", "[::1]").contains(target.getHost());
  }

  private static boolean isInside(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> INSIDE.stream().anyMatch(it -> it.has(bytes)) && !CLOUD.has(bytes);
      case Inet6Address _ -> INSIDE_6.has(bytes) && !CLOUD_6.has(bytes);
      default -> false;
    };
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> CLOSED.stream().noneMatch(it -> it.has(bytes));
      case Inet6Address _ -> GLOBAL.has(bytes) && HIDING.stream().noneMatch(it -> it.has(bytes));
      default -> false;
    };
  }

  /** The addresses that begin with these bits. */
  private static final class Range {
    private final int bits;
    private final int[] start;

    private Range(int bits, int[] start) {
      this.bits = bits;
      this.start = start;
    }

    /**
     * @param start as many bytes as the bits need; those left out are 0
     */
    static Range of(int bits, int... start) {
      return new Range(bits, Arrays.copyOf(start, (bits + 7) / 8));
    }

    boolean has(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
