package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client on a websocket, frame by frame (Engine.IO 4, "WebSocket"; RFC 6455, section 5). */
final class WebSocketPeer implements Peer {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The close code of a connection that ended without a close frame (RFC 6455, 7.1.5). */
  static final int ABNORMAL = 1006;

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** A frame from the server. */
  record Frame(int opcode, boolean last, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    boolean isHeartbeat() {
      return opcode == TEXT && text().equals("2");
    }

    int closeCode() {
      return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort();
    }

    @Override
    public String toString() {
      return opcode + (opcode == TEXT ? ":" + text() : ":" + payload.length + " bytes");
    }
  }

  private static final Frame END = new Frame(-1, true, new byte[0]);

  private final HttpWire wire;
  private final Answer answer;
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final List<Frame> seen = new ArrayList<>();
  private JsonNode handshake = NullNode.getInstance();
  private volatile boolean answerHeartbeats;
  private @Nullable Integer closeCode;

  private WebSocketPeer(EchoServer server, String query) {
    this.wire = server.connect();
    wire.write(upgradeRequest("/socket.io/?" + query));
    this.answer = wire.answer();
    if (answer.status() == 101) {
      Thread reader = new Thread(this::read, "websocket-peer");
      reader.setDaemon(true);
      reader.start();
    }
  }

  static String upgradeRequest(String target) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + KEY
        + "\r\n\r\n";
  }

  /** Asks for a websocket, which may be refused. */
  static WebSocketPeer dial(EchoServer server, String query) {
    return server.closeLater(new WebSocketPeer(server, query));
  }

  /** Opens a session on a websocket. */
  static WebSocketPeer open(EchoServer server) {
    WebSocketPeer peer = dial(server, "EIO=4&transport=websocket");
    assertThat(peer.answer.status()).as(peer.answer.body()).isEqualTo(101);
    String open = peer.text();
    assertThat(open).startsWith("0{");
    peer.handshake = Json.read(open.substring(1));
    return peer;
  }

  static WebSocketPeer connected(EchoServer server) {
    WebSocketPeer peer = open(server);
    peer.connect();
    return peer;
  }

  /** Opens a websocket for a session that polls. */
  static WebSocketPeer probe(EchoServer server, String sid) {
    WebSocketPeer peer = dial(server, "EIO=4&transport=websocket&sid=" + sid);
    assertThat(peer.answer.status()).as(peer.answer.body()).isEqualTo(101);
    return peer;
  }

  /** The answer to the request for the websocket. */
  Answer answer() {
    return answer;
  }

  /** The payload of the open packet. */
  JsonNode handshake() {
    return handshake;
  }

  @Override
  public String sid() {
    return handshake.get("sid").textValue();
  }

  @Override
  public void send(Object... packets) {
    for (Object packet : packets) {
      if (packet instanceof byte[] bytes) {
        frame(BINARY, true, bytes);
      } else {
        frame(TEXT, true, ((String) packet).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public void provoke(Object... packets) {
    send(packets);
  }

  /** Sends a frame as a client must: masked, and of the shortest form. */
  void frame(int opcode, boolean last, byte[] payload) {
    wire.write(encode((last ? 0x80 : 0) | opcode, payload, true));
  }

  /** Sends bytes that may be no frame. */
  void raw(byte[] bytes) {
    wire.write(bytes);
  }

  /** A frame with any first byte. */
  static byte[] encode(int first, byte[] payload, boolean masked) {
    int length = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(14 + length);
    int mask = masked ? 0x80 : 0;
    frame.put((byte) first);
    if (length < 126) {
      frame.put((byte) (mask | length));
    } else if (length < 0x10000) {
      frame.put((byte) (mask | 126)).putShort((short) length);
    } else {
      frame.put((byte) (mask | 127)).putLong(length);
    }
    byte[] key = {0x12, 0x34, 0x56, 0x78};
    if (masked) {
      frame.put(key);
    }
    for (int i = 0; i < length; i++) {
      frame.put((byte) (masked ? payload[i] ^ key[i % 4] : payload[i]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private void read() {
    try {
      DataInputStream in = new DataInputStream(wire.in());
      while (true) {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second;
        if (second == 126) {
          length = in.readUnsignedShort();
        } else if (second == 127) {
          length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        Frame frame = new Frame(first & 0x0f, (first & 0x80) != 0, payload);
        if (answerHeartbeats && frame.isHeartbeat()) {
          send("3");
        } else {
          frames.add(frame);
        }
      }
    } catch (EOFException e) {
      frames.add(END);
    } catch (IOException | RuntimeException e) {
      frames.add(END);
    }
  }

  /** The next frame of any kind. */
  Frame nextFrame() {
    Frame frame = poll(DEADLINE.toMillis());
    if (frame == null) {
      throw new AssertionError("no frame within " + DEADLINE + "; before: " + seen);
    }
    if (frame == END) {
      throw new AssertionError("the connection has ended; before: " + seen);
    }
    return frame;
  }

  private @Nullable Frame poll(long millis) {
    try {
      Frame frame = frames.poll(millis, TimeUnit.MILLISECONDS);
      if (frame == END) {
        frames.add(END);
      } else if (frame != null) {
        seen.add(frame);
      }
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Object next() {
    Frame frame = nextFrame();
    assertThat(frame.last()).isTrue();
    return switch (frame.opcode()) {
      case TEXT -> frame.text();
      case BINARY -> frame.payload();
      default -> throw new AssertionError("neither text nor binary: " + frame);
    };
  }

  @Override
  public List<Object> awaitEnd() {
    List<Object> before = new ArrayList<>();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      Frame frame = poll(DEADLINE.toMillis());
      if (frame == END) {
        return before;
      } else if (frame != null && frame.opcode() == CLOSE) {
        closeCode = frame.closeCode();
      } else if (frame != null) {
        before.add(frame.opcode() == TEXT ? frame.text() : frame.payload());
      }
    }
    throw new AssertionError("the connection goes on; received: " + seen);
  }

  /** Whether the connection has ended. */
  boolean hasEnded() {
    return frames.contains(END);
  }

  /** Waits for the end, and tells the code of the close frame. */
  int awaitCloseCode() {
    awaitEnd();
    return closeCode == null ? ABNORMAL : closeCode;
  }

  @Override
  public void assertSilence(Duration time) {
    Frame frame = poll(time.toMillis());
    if (frame != null) {
      throw new AssertionError("nothing should come, but this did: " + frame);
    }
  }

  @Override
  public void answerHeartbeats() {
    answerHeartbeats = true;
    if (frames.removeIf(Frame::isHeartbeat)) {
      send("3");
    }
  }

  /** Ends the connection without a close frame. */
  void reset() {
    wire.reset();
  }

  @Override
  public void close() {
    wire.close();
  }
}
