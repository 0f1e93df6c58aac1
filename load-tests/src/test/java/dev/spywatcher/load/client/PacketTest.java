package dev.spywatcher.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PacketTest {

  @Test
  void findsTextFieldsWhereverTheyStand() throws IOException {
    Packet packet =
        Packet.parse(
            "[\"analytics:update\", {\"data\": {\"timestamp\": \"inner\", \"ghosts\": []},"
                + " \"n\": 1, \"timestamp\": \"outer\"}]",
            0);

    assertThat(packet.event()).isEqualTo("analytics:update");
    assertThat(packet.texts("timestamp", "guildId")).containsExactly("outer", "");
    assertThat(packet.argument().path("n").asInt()).isEqualTo(1);
  }

  @Test
  void anEventWithoutAnObjectHasNoFields() throws IOException {
    assertThat(Packet.parse("[\"x\"]", 0).texts("a")).containsExactly("");
    assertThat(Packet.parse("[\"x\",[1]]", 0).texts("a")).containsExactly("");
    assertThat(Packet.parse("[\"x\"]", 0).argument().isMissingNode()).isTrue();
  }

  @Test
  void whatIsNoEventIsRefused() {
    assertThatThrownBy(() -> Packet.parse("{}", 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Packet.parse("[1]", 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Packet.parse("42", 0)).isInstanceOf(IOException.class);
  }
}
