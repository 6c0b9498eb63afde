package org.uputnica.inbox.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the service lets itself be sent. */
class TargetRuleTest {
  private static final URI HTTPS = URI.create("https://desk.example/hook");
  private static final TargetRule PRODUCTION = new TargetRule(false, false);
  private static final TargetRule DEMO = new TargetRule(true, false);
  private static final TargetRule INSIDE = new TargetRule(false, true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.200.0.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "::ffff:10.0.0.1"
      })
  void whatIsNotPublicIsClosed(String address) throws UnknownHostException {
    assertThat(PRODUCTION.allows(HTTPS, InetAddress.getByName(address))).isFalse();
    assertThat(DEMO.allows(HTTPS, InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "100.64.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "fc00::1",
        "fd12:3456::1",
        "::ffff:10.0.0.1",
        "1.1.1.1",
        "2a00:1450::1"
      })
  void insideOnesOwnNetworksIsOpenWhereTheOperatorSaysSo(String address)
      throws UnknownHostException {
    assertThat(INSIDE.allows(HTTPS, InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "127.0.0.1",
        "127.200.0.9",
        "169.254.169.254",
        "100.100.100.200",
        "224.0.0.1",
        "239.1.2.3",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "fd00:ec2::254",
        "fe80::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1"
      })
  void thisMachineAndItsLinkAreClosedEvenThen(String address) throws UnknownHostException {
    assertThat(INSIDE.allows(HTTPS, InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void whatIsPublicIsOpen(String address) throws UnknownHostException {
    assertThat(PRODUCTION.allows(HTTPS, InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://desk.example/hook",
        "http://127.0.0.1/hook",
        "ftp://desk.example/hook",
        "file:///etc/passwd",
        "https:desk.example",
        "https:///hook",
        "//desk.example/hook",
        "https://user@desk.example/hook",
        "https://user:word@desk.example/hook",
        "https://desk.example/hook#part",
        "mailto:desk@house.example"
      })
  void onlyPlainHttpsIsTaken(String target) {
    assertThat(PRODUCTION.allows(URI.create(target))).isFalse();
  }

  @Test
  void httpsWithPortPathAndQueryIsTaken() {
    assertThat(PRODUCTION.allows(HTTPS)).isTrue();
    assertThat(PRODUCTION.allows(URI.create("https://desk.example:8443/a/b?c=d"))).isTrue();
  }

  @Test
  void inTheDemoHttpLeadsToThisMachineAlone() throws UnknownHostException {
    URI own = URI.create("http://127.0.0.1:9000/hook");
    assertThat(DEMO.allows(own)).isTrue();
    assertThat(DEMO.allows(own, InetAddress.getLoopbackAddress())).isTrue();
    assertThat(DEMO.allows(own, InetAddress.getByName("1.1.1.1"))).isFalse();
    assertThat(DEMO.allows(URI.create("http://desk.example/hook"))).isFalse();
    assertThat(DEMO.allows(URI.create("http://127.0.0.1.desk.example/hook"))).isFalse();
    assertThat(INSIDE.allows(own, InetAddress.getLoopbackAddress())).isFalse();
  }
}
