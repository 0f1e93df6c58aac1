package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;

/** A polling client in raw packets that answers heartbeats. Used by one thread. */
public final class PollingClient {

  private final Supplier<Wire> wires;
  private final String target;
  private final String sid;
  private final Deque<String> packets = new ArrayDeque<>();

  private PollingClient(Supplier<Wire> wires, String sid) {
    this.wires = wires;
    this.sid = sid;
    this.target = Requests.POLLING + "&sid=" + sid;
  }

  /** Opens a session over whatever connections {@code wires} makes. */
  public static PollingClient open(Supplier<Wire> wires) {
    try (Wire wire = wires.get()) {
      Answer answer = wire.exchange(Requests.get(Requests.POLLING));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.body()).startsWith("0{");
      String sid = answer.body().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
      return new PollingClient(wires, sid);
    }
  }

  /** Opens a session. */
  public static PollingClient open(InetSocketAddress server) {
    return open(() -> Wire.to(server));
  }

  /** Opens a session, and shows a token of that user. */
  public static PollingClient connect(RunningServer server, String userId) {
    return open(server.address()).authenticate(server.token(userId));
  }

  /** Shows a token that is accepted. */
  public PollingClient authenticate(String token) {
    send("40{\"token\":\"" + token + "\"}");
    assertThat(packet()).startsWith("40{\"sid\"");
    return this;
  }

  /** Subscribes to a guild's events; returns once the subscription has taken effect. */
  public PollingClient subscribe(String guildId) {
    send("420[\"subscribe:guild\",\"" + guildId + "\"]");
    assertThat(packet()).isEqualTo("430[{\"ok\":true}]");
    return this;
  }

  /** The session's id. */
  public String sid() {
    return sid;
  }

  /** Where polls and POSTs go. */
  public String target() {
    return target;
  }

  /** Sends packets in one payload. */
  public PollingClient send(String... sent) {
    Answer answer = post(String.join("\u001e", sent));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return this;
  }

  /** Posts a payload. */
  public Answer post(String payload) {
    try (Wire wire = wires.get()) {
      return wire.exchange(Requests.post(target, payload));
    }
  }

  /** Polls once. */
  public Answer poll() {
    try (Wire wire = wires.get()) {
      return wire.exchange(Requests.get(target));
    }
  }

  /** The next packet. */
  public String packet() {
    while (packets.isEmpty()) {
      Answer answer = poll();
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      Arrays.stream(answer.body().split("\u001e")).forEach(this::take);
    }
    return packets.removeFirst();
  }

  private void take(String packet) {
    if (packet.equals("2")) {
      send("3");
    } else {
      packets.add(packet);
    }
  }
}
