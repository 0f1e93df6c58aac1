package dev.spywatcher.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "4004, refuses it",
    "4011, too many guilds",
    "4012, version 10",
    "4013, Server Members Intent",
    "4014, Presence Intent"
  })
  void whatTryingAgainDoesNotMendIsARefusal(int closeCode, String says) {
    assertThat(Refusal.of(closeCode)).hasMessageContaining(says);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1006, 4000, 4007, 4008, 4009, 4900})
  void everythingElseIsTriedAgain(int closeCode) {
    assertThat(Refusal.of(closeCode)).isNull();
  }

  @Test
  void theOptionsDoNotPrintTheToken() {
    assertThat(GatewayOptions.of("https://discord.com/api/v10/", "hush").toString())
        .isEqualTo("GatewayOptions[api=https://discord.com/api/v10]");
  }
}
