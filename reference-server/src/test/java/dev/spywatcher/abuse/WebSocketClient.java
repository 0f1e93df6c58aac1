package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A websocket client in raw packets that answers heartbeats. Used by one thread. */
public final class WebSocketClient implements AutoCloseable {

  static final int TEXT = 0x81;
  static final int BINARY = 0x82;
  static final int PING = 0x89;

  /** The close code of a connection that ended without a close frame (RFC 6455, 7.1.5). */
  public static final int ABNORMAL = 1006;

  /** Stands for the end of the connection among the packets; no packet begins like this. */
  private static final String END = "\u0000";

  private final Wire wire;
  private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger pongs = new AtomicInteger();
  private volatile int closeCode = ABNORMAL;

  private WebSocketClient(Wire wire, String request) {
    this.wire = wire;
    Answer answer = wire.exchange(request);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(101);
    Thread reader = new Thread(this::read, "websocket-client");
    reader.setDaemon(true);
    reader.start();
  }

  /** Opens a session. */
  public static WebSocketClient open(Wire wire, String... headers) {
    WebSocketClient client =
        new WebSocketClient(wire, Requests.upgrade(Requests.WEBSOCKET, headers));
    assertThat(client.packet()).startsWith("0{");
    return client;
  }

  /** Opens a session, and shows a token of that user. */
  public static WebSocketClient connect(RunningServer server, String userId) {
    return open(Wire.to(server.address())).authenticate(server.token(userId));
  }

  /** Opens a websocket for a session that polls. */
  public static WebSocketClient probe(Wire wire, String sid) {
    return new WebSocketClient(wire, Requests.upgrade(Requests.WEBSOCKET + "&sid=" + sid));
  }

  /** Shows a token that is accepted. */
  public WebSocketClient authenticate(String token) {
    send("40{\"token\":\"" + token + "\"}");
    assertThat(packet()).startsWith("40{\"sid\"");
    return this;
  }

  /** Subscribes to a guild's events; returns once the subscription has taken effect. */
  public WebSocketClient subscribe(String guildId) {
    send("420[\"subscribe:guild\",\"" + guildId + "\"]");
    assertThat(packet()).isEqualTo("430[{\"ok\":true}]");
    return this;
  }

  /** Fails unless the session answers; what was sent before has been processed then. */
  public void assertServed() {
    send("427[\"unsubscribe:guild\",\"nowhere\"]");
    assertThat(packet()).isEqualTo("437[{\"ok\":true}]");
  }

  Wire wire() {
    return wire;
  }

  /** Sends a text packet. */
  public WebSocketClient send(String packet) {
    wire.write(frame(TEXT, packet));
    return this;
  }

  /** Sends text packets in one piece; whether the connection took them. */
  public boolean sendAll(List<String> sent) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    sent.forEach(packet -> frames.writeBytes(frame(packet)));
    return wire.tryWrite(frames.toByteArray());
  }

  /** Waits until the server has read what was sent before; {@code false} where it has ended. */
  public boolean awaitRead() {
    int before = pongs.get();
    if (!wire.tryWrite(frame(PING, ""))) {
      return false;
    }
    await()
        .atMost(Wire.DEADLINE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> pongs.get() > before || packets.contains(END));
    return !packets.contains(END);
  }

  /** A text frame as a client must send it. */
  public static byte[] frame(String packet) {
    return frame(TEXT, packet);
  }

  static byte[] frame(int first, String payload) {
    return frame(first, payload.getBytes(StandardCharsets.UTF_8));
  }

  /** A masked frame of the shortest form (RFC 6455, 5.2), with any first byte. */
  public static byte[] frame(int first, byte[] payload) {
    int length = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(14 + length);
    frame.put((byte) first);
    if (length < 126) {
      frame.put((byte) (0x80 | length));
    } else if (length < 0x10000) {
      frame.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(length);
    }
    byte[] key = {0x12, 0x34, 0x56, 0x78};
    frame.put(key);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (payload[i] ^ key[i % 4]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private void read() {
    try {
      DataInputStream in = new DataInputStream(wire.in());
      wire.socket().setSoTimeout(0);
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte();
        if (length == 126) {
          length = in.readUnsignedShort();
        } else if (length == 127) {
          length = in.readLong();
        }
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        if (opcode == 8 && payload.length >= 2) {
          closeCode = ByteBuffer.wrap(payload).getShort();
        } else if (opcode == 1 && payload.length == 1 && payload[0] == '2') {
          wire.tryWrite(frame(TEXT, "3"));
        } else if (opcode == 10) {
          pongs.incrementAndGet();
        } else if (opcode == 1) {
          packets.add(new String(payload, StandardCharsets.UTF_8));
        }
        if (length > 0 && payload.length < length) {
          break;
        }
      }
    } catch (IOException e) {
      // The end, which is told below.
    }
    packets.add(END);
  }

  /** The next packet. */
  public String packet() {
    String packet = poll(Wire.DEADLINE);
    if (packet == null) {
      throw new AssertionError("no packet within " + Wire.DEADLINE + "; before: " + seen);
    }
    if (packet.equals(END)) {
      throw new AssertionError("ended with " + closeCode + "; before: " + seen);
    }
    return packet;
  }

  /** The next packet, or {@code null} where none comes within that time. */
  public @Nullable String packetWithin(Duration time) {
    return poll(time);
  }

  private @Nullable String poll(Duration time) {
    try {
      String packet = packets.poll(time.toMillis(), TimeUnit.MILLISECONDS);
      if (packet == null) {
        return null;
      }
      if (packet.equals(END)) {
        packets.add(END);
      } else {
        seen.add(packet);
      }
      return packet;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Fails if a packet comes within that time, or the end. */
  public void assertSilenceFor(Duration time) {
    String packet = poll(time);
    if (packet != null) {
      throw new AssertionError("nothing should come, but this did: " + packet);
    }
  }

  /** The packets until the connection ends, which it must within that time. */
  public List<String> packetsUntilEnd(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    List<String> rest = new ArrayList<>();
    while (true) {
      String packet = poll(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      if (packet == null) {
        throw new AssertionError("goes on after " + time + "; received: " + seen);
      }
      if (packet.equals(END)) {
        return rest;
      }
      rest.add(packet);
    }
  }

  /** The packets until the connection ends. */
  public List<String> packetsUntilEnd() {
    return packetsUntilEnd(Wire.DEADLINE);
  }

  /** The close code that the server sent; {@link #ABNORMAL} where it sent none. */
  public int closeCode() {
    return closeCode;
  }

  /** Ends the connection with a reset, without a word. */
  public void reset() {
    wire.reset();
  }

  @Override
  public void close() {
    wire.close();
  }
}
