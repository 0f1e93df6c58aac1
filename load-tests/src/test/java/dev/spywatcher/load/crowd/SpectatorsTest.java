package dev.spywatcher.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectatorsTest {

  @Test
  void eachHasAnIdAndAnAddressOfItsOwn() {
    assertThat(Spectators.discordIds())
        .hasSize(Spectators.COUNT)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.length() == 18);
    List<InetSocketAddress> addresses = Spectators.freshAddresses(1_000);
    assertThat(addresses)
        .doesNotHaveDuplicates()
        .allMatch(address -> address.getAddress().isLoopbackAddress());
    assertThat(Spectators.freshAddresses(1_000)).doesNotContainAnyElementsOf(addresses);
  }
}
