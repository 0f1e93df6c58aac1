package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Many honest websocket clients on one thread, all subscribed to one guild, that take note of every
 * message, and of how long it took.
 */
public final class Crowd implements AutoCloseable {

  /** The longest that an event may take (EVT-6). */
  static final Duration IN_TIME = Duration.ofSeconds(1);

  private static final String MESSAGE = "42[\"message:new\"";
  private static final String TIMESTAMP = "\"timestamp\":\"";

  private final List<Member> members = new ArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Selector selector;
  private final Thread thread;
  private volatile boolean closed;
  private volatile long slowestMillis;

  private Crowd(RunningServer server, String guildId, String userId, int size) {
    try {
      selector = Selector.open();
      String connect = "40{\"token\":\"" + server.token(userId) + "\"}";
      String subscribe = "420[\"subscribe:guild\",\"" + guildId + "\"]";
      for (int i = 0; i < size; i++) {
        SocketChannel channel = SocketChannel.open(server.address());
        channel.configureBlocking(false);
        Member member = new Member(channel, connect, subscribe);
        channel.register(selector, SelectionKey.OP_READ, member);
        members.add(member);
        member.write(Requests.upgrade(Requests.WEBSOCKET).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::run, "crowd");
    thread.setDaemon(true);
    thread.start();
  }

  /** So many clients of one user, all of them subscribed on return. */
  public static Crowd of(int size, RunningServer server, String guildId, String userId) {
    Crowd crowd = new Crowd(server, guildId, userId, size);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(crowd.complaints).isEmpty();
              assertThat(crowd.members.stream().filter(member -> !member.subscribed)).isEmpty();
            });
    return crowd;
  }

  private void run() {
    try {
      while (!closed) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          Member member = (Member) key.attachment();
          try {
            if (!member.read()) {
              key.cancel();
              complain("a connection has ended");
            }
          } catch (IOException e) {
            key.cancel();
            complain("a connection has ended: " + e);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      complain("the selector failed: " + e);
    }
  }

  private void complain(String what) {
    if (!closed) {
      complaints.add(what);
    }
  }

  /** Fails unless every client got just these messages, each once and in order. */
  public void assertReceivedAll(List<Instant> messages) {
    List<Long> expected = messages.stream().map(Instant::toEpochMilli).toList();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                !complaints.isEmpty()
                    || members.stream()
                        .allMatch(member -> member.messages.size() >= expected.size()));
    assertThat(complaints).as("complaints of honest clients").isEmpty();
    assertThat(members)
        .allSatisfy(member -> assertThat(List.copyOf(member.messages)).isEqualTo(expected));
  }

  /** The longest that a message took so far. */
  public Duration slowest() {
    return Duration.ofMillis(slowestMillis);
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      for (Member member : members) {
        member.channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One client. Belongs to the crowd's thread once it runs. */
  private final class Member {
    private final SocketChannel channel;
    private final String connect;
    private final String subscribe;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private final List<Long> messages = Collections.synchronizedList(new ArrayList<>());
    private boolean upgraded;
    private volatile boolean subscribed;

    private Member(SocketChannel channel, String connect, String subscribe) {
      this.channel = channel;
      this.connect = connect;
      this.subscribe = subscribe;
    }

    private void write(byte[] bytes) throws IOException {
      // So little fits into the send buffer at once.
      channel.write(ByteBuffer.wrap(bytes));
    }

    private void send(String packet) throws IOException {
      write(WebSocketClient.frame(packet));
    }

    private boolean read() throws IOException {
      if (channel.read(in) < 0) {
        return false;
      }
      in.flip();
      if (!upgraded) {
        upgraded = skipAnswer();
      }
      if (upgraded) {
        for (String packet = frame(); packet != null; packet = frame()) {
          take(packet);
        }
      }
      in.compact();
      return true;
    }

    private boolean skipAnswer() {
      String text = StandardCharsets.US_ASCII.decode(in.duplicate()).toString();
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        return false;
      }
      if (!text.startsWith("HTTP/1.1 101")) {
        complain("refused: " + text);
      }
      in.position(in.position() + end + 4);
      return true;
    }

    private @Nullable String frame() {
      if (in.remaining() < 2) {
        return null;
      }
      int start = in.position();
      int opcode = in.get() & 0x0f;
      int length = in.get();
      if (length == 126) {
        if (in.remaining() < 2) {
          in.position(start);
          return null;
        }
        length = in.getShort() & 0xffff;
      }
      if (in.remaining() < length) {
        in.position(start);
        return null;
      }
      byte[] payload = new byte[length];
      in.get(payload);
      return (opcode == 8 ? "closed " : "") + new String(payload, StandardCharsets.UTF_8);
    }

    private void take(String packet) throws IOException {
      if (packet.startsWith(MESSAGE)) {
        int at = packet.indexOf(TIMESTAMP) + TIMESTAMP.length();
        long sent = Instant.parse(packet.substring(at, packet.indexOf('"', at))).toEpochMilli();
        messages.add(sent);
        slowestMillis = Math.max(slowestMillis, System.currentTimeMillis() - sent);
      } else if (packet.startsWith("0{")) {
        send(connect);
      } else if (packet.startsWith("40")) {
        send(subscribe);
      } else if (packet.equals("430[{\"ok\":true}]")) {
        subscribed = true;
      } else if (packet.equals("2")) {
        send("3");
      } else {
        complain("received " + packet);
      }
    }
  }
}
