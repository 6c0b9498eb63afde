package org.uputnica.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine. */
final class Ports {
  private Ports() {}

  /** {@code wanted}, or one that is free if that is 0. */
  static int choose(int wanted) {
    if (wanted != 0) {
      return wanted;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new LaunchException("No free port on this machine.", e);
    }
  }

  /**
   * Makes sure nobody listens on the port.
   *
   * @throws LaunchException somebody does; names the setting that chooses another
   */
  static void requireFree(int port, String what, String setting) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new LaunchException(
          "Port "
              + port
              + " ("
              + what
              + ") is taken by another program. Choose another, for"
              + " example: "
              + setting
              + "="
              + (port + 1000)
              + " ./uputnica run",
          e);
    }
  }
}
