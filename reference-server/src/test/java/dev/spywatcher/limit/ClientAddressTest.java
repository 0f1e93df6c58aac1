package dev.spywatcher.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** What counts as one address (LIM-5). */
class ClientAddressTest {

  private static ClientAddress of(String address) {
    try {
      return ClientAddress.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyAddressOfIpv4CountsForItself() {
    assertThat(of("192.0.2.1").key()).isEqualTo("192.0.2.1").isNotEqualTo(of("192.0.2.2").key());
  }

  @Test
  void theAddressesOfASlash64CountAsOne() {
    assertThat(of("2001:db8:1:2::1").key())
        .isEqualTo(of("2001:db8:1:2:ffff:ffff:ffff:ffff").key())
        .isNotEqualTo(of("2001:db8:1:3::1").key());
  }

  @Test
  void anIpv4AddressInIpv6ClothesIsTheSameAddress() {
    assertThat(of("::ffff:192.0.2.1")).isEqualTo(of("192.0.2.1"));
    assertThat(of("::ffff:c000:201")).isEqualTo(of("192.0.2.1"));
  }

  @Test
  void differentIpv4AddressesInIpv6ClothesDoNotCountAsOne() {
    assertThat(of("::ffff:192.0.2.1").key()).isNotEqualTo(of("::ffff:192.0.2.2").key());
  }

  @Test
  void theInterfaceOfALinkLocalAddressMakesNoDifference() throws UnknownHostException {
    byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
    ClientAddress scoped = ClientAddress.of(java.net.Inet6Address.getByAddress(null, bytes, 3));

    assertThat(scoped.key()).isEqualTo(of("fe80::2").key());
  }

  @Test
  void theLogShowsTheWholeAddress() {
    assertThat(of("2001:db8:1:2::7")).hasToString("2001:db8:1:2:0:0:0:7");
    assertThat(of("192.0.2.1")).hasToString("192.0.2.1");
  }
}
