package dev.spywatcher.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a connection is counted against (LIM-5). */
class TrustedProxiesTest {

  private static final String CLIENT = "203.0.113.9";

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static String client(List<String> trusted, String peer, String... forwardedFor) {
    return new TrustedProxies(trusted).client(address(peer), List.of(forwardedFor)).text();
  }

  @Test
  void theHeaderOfAStrangerIsIgnored() {
    assertThat(client(List.of("10.0.0.7"), "10.0.0.8", CLIENT)).isEqualTo("10.0.0.8");
    assertThat(client(List.of(), "127.0.0.1", CLIENT)).isEqualTo("127.0.0.1");
  }

  @Test
  void aTrustedProxyIsBelieved() {
    assertThat(client(List.of("10.0.0.7"), "10.0.0.7", CLIENT)).isEqualTo(CLIENT);
  }

  @Test
  void aTrustedProxyWithoutTheHeaderIsTheClient() {
    assertThat(client(List.of("10.0.0.7"), "10.0.0.7")).isEqualTo("10.0.0.7");
  }

  @Test
  void theLastEntryThatIsNoTrustedProxyIsTheClient() {
    assertThat(client(List.of("10.0.0.0/8"), "10.0.0.7", "1.1.1.1, " + CLIENT + ", 10.9.9.9"))
        .isEqualTo(CLIENT);
  }

  @Test
  void whatAClientPutInFrontIsNotBelieved() {
    assertThat(client(List.of("10.0.0.7"), "10.0.0.7", "10.0.0.7, 8.8.8.8, " + CLIENT))
        .isEqualTo(CLIENT);
  }

  @Test
  void whereAllEntriesAreTrustedTheFirstIsTheClient() {
    assertThat(client(List.of("10.0.0.0/8"), "10.0.0.7", "10.1.1.1, 10.2.2.2"))
        .isEqualTo("10.1.1.1");
  }

  @Test
  void severalHeadersAreOneListInTheirOrder() {
    List<String> trusted = List.of("10.0.0.0/8");

    assertThat(client(trusted, "10.0.0.7", "1.1.1.1", CLIENT)).isEqualTo(CLIENT);
    assertThat(client(trusted, "10.0.0.7", "1.1.1.1, " + CLIENT, "10.1.1.1, 10.2.2.2"))
        .isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9:4711, 203.0.113.9",
    "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
    "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "::ffff:203.0.113.9, 203.0.113.9",
    "[::ffff:203.0.113.9]:1, 203.0.113.9",
    "'  203.0.113.9  ', 203.0.113.9",
    "\t203.0.113.9, 203.0.113.9"
  })
  void anEntryMayHaveAPortBracketsAndSpaces(String entry, String client) {
    assertThat(client(List.of("10.0.0.7"), "10.0.0.7", entry)).isEqualTo(client);
  }

  @Test
  void emptyEntriesAreSkipped() {
    // RFC 9110, 5.6.1.2: a recipient must accept empty elements of a list.
    assertThat(client(List.of("10.0.0.0/8"), "10.0.0.7", CLIENT + ", , 10.1.1.1,"))
        .isEqualTo(CLIENT);
    assertThat(client(List.of("10.0.0.7"), "10.0.0.7", "", " ", ",,,")).isEqualTo("10.0.0.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "_hidden",
        "localhost",
        "example.com",
        "203.0.113",
        "203.0.113.9.9",
        "256.1.1.1",
        "-1.1.1.1",
        "[2001:db8::1",
        "]",
        "[]",
        "[",
        ":",
        "::1::",
        "1.1.1.1:2:3",
        "\u0000",
        "\ud83d\ude00",
        "203.0.113.9 1.1.1.1",
        "0x7f.0.0.1",
        "2130706433"
      })
  void anEntryThatIsNoAddressIsNotFollowedAndTheProxyThatSentItCounts(String garbage) {
    List<String> trusted = List.of("10.0.0.0/8");

    assertThat(client(trusted, "10.0.0.7", "1.1.1.1, " + garbage)).isEqualTo("10.0.0.7");
    assertThat(client(trusted, "10.0.0.7", "1.1.1.1, " + garbage + ", 10.1.1.1"))
        .isEqualTo("10.1.1.1");
  }

  @Test
  void aHeaderOfManyEntriesIsReadToItsEnd() {
    String hops = CLIENT + ",10.0.0.1".repeat(1_000);

    assertThat(client(List.of("10.0.0.0/8"), "10.0.0.7", hops)).isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
    "10.0.0.0/9, 10.127.255.255, 10.128.0.0",
    "10.0.0.7/32, 10.0.0.7, 10.0.0.6",
    "10.0.0.7, 10.0.0.7, 10.0.0.6",
    "192.168.1.77/24, 192.168.1.1, 192.168.2.1",
    "fd00::/8, fdff::1, fe00::1",
    "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1",
    "2001:db8::1, 2001:db8::1, 2001:db8::2",
    "::1, ::1, ::2",
    "[2001:db8::1], 2001:db8::1, 2001:db8::2",
    "::ffff:10.0.0.7, 10.0.0.7, 10.0.0.8"
  })
  void aNetworkHoldsItsAddressesAndNoOther(String network, String inside, String outside) {
    assertThat(client(List.of(network), inside, CLIENT)).isEqualTo(CLIENT);
    assertThat(client(List.of(network), outside, CLIENT))
        .isEqualTo(address(outside).getHostAddress());
  }

  @Test
  void aNetworkOfNoBitsHoldsEveryAddressOfItsFamily() {
    assertThat(client(List.of("0.0.0.0/0"), "198.51.100.1", CLIENT)).isEqualTo(CLIENT);
    assertThat(client(List.of("0.0.0.0/0"), "2001:db8::1", CLIENT)).startsWith("2001:db8");
    assertThat(client(List.of("::/0"), "2001:db8::1", CLIENT)).isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "proxy",
        "localhost",
        "10.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/-0",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        "10.0.0.0/ 8",
        "10.0.0.0/255.0.0.0",
        "/8",
        "fd00::/129",
        "fd00::/x",
        "10.0.0.0/99999999999",
        "*",
        "10.0.0.*"
      })
  void aProxyThatIsNeitherAddressNorNetworkIsRefusedByName(String bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedProxies(List.of("10.0.0.7", bad)))
        .withMessage(
            "--trusted-proxy: " + bad + " is no address or network such as 10.0.0.7 or 10.0.0.0/8");
  }
}
