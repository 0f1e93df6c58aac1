package dev.spywatcher.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SocketIoClientTest {

  /** The test's server itself loses every fifty-first packet that waits for a poll. */
  private static final int BURST = 40;

  private static final Reconnection SOON =
      new Reconnection(true, Duration.ofMillis(50), Duration.ofMillis(200), 0.5);

  private static MultiThreadIoEventLoopGroup loops;
  private static MultiThreadIoEventLoopGroup epollLoops;
  private static TestServer server;

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private MultiThreadIoEventLoopGroup used;
  private @Nullable SocketIoClient client;

  @BeforeAll
  static void start() throws IOException {
    loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    epollLoops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    server = new TestServer();
  }

  @AfterAll
  static void end() {
    server.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    epollLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @BeforeEach
  void useNio() {
    used = loops;
  }

  @AfterEach
  void leave() {
    if (client != null) {
      onLoop(client()::vanish);
    }
  }

  private SocketIoClient client() {
    return Objects.requireNonNull(client);
  }

  @ParameterizedTest
  @EnumSource(TransportKind.class)
  void connectsIsAcknowledgedAndGetsEveryEventInOrder(TransportKind transport) throws Exception {
    connect(server.url(), "good", transport, Reconnection.NEVER);
    assertThat(next()).isEqualTo("connected");

    emit("echo", "hello");
    assertThat(next()).isEqualTo("ack hello");

    onLoop(() -> client().emit("burst", List.of(BURST), null));
    for (int i = 0; i < BURST; i++) {
      assertThat(next()).isEqualTo("message:new " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(TransportKind.class)
  void aRefusalIsLasting(TransportKind transport) throws Exception {
    connect(server.url(), "bad", transport, SOON);

    assertThat(next()).isEqualTo("refused for good: Invalid token");
    assertThat(seen.poll(500, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void staysWhileTheServerPings() throws Exception {
    try (TestServer impatient = new TestServer(4_000)) {
      connect(impatient.url(), "good", TransportKind.POLLING, Reconnection.NEVER);
      assertThat(next()).isEqualTo("connected");
      SocketIoClient other = client();
      connect(impatient.url(), "good", TransportKind.WEBSOCKET, Reconnection.NEVER);
      assertThat(next()).isEqualTo("connected");

      // Longer than the interval and the timeout of the server together.
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isNull();
      onLoop(other::vanish);
    }
  }

  @Test
  void whomTheServerTellsToLeaveStaysAway() throws Exception {
    connect(server.url(), "good", TransportKind.WEBSOCKET, SOON);
    assertThat(next()).isEqualTo("connected");

    onLoop(() -> client().emit("end", List.of("now"), null));

    assertThat(next()).isEqualTo("disconnected: io server disconnect");
    assertThat(seen.poll(500, TimeUnit.MILLISECONDS)).isNull();
    onLoop(client()::connectLater);
    assertThat(next()).isEqualTo("connected");
  }

  @Test
  void comesBackOnceTheServerDoes() throws Exception {
    URI url;
    try (TestServer first = new TestServer()) {
      url = first.url();
      connect(url, "good", TransportKind.WEBSOCKET, SOON);
      assertThat(next()).isEqualTo("connected");
    }

    assertThat(next()).isEqualTo("disconnected: transport close");
    assertThat(next()).startsWith("refused: no connection");
    assertThat(next()).startsWith("refused: no connection");
  }

  @Test
  void aServerThatFallsSilentTimesOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerOnce(silent));
      answering.start();
      connect(
          URI.create("http://127.0.0.1:" + silent.getLocalPort()),
          "good",
          TransportKind.POLLING,
          Reconnection.NEVER);

      assertThat(next()).isEqualTo("refused: ping timeout");
      answering.join();
    }
  }

  /** A handshake that promises a heartbeat within 300 ms, and nothing after it. */
  private static void answerOnce(ServerSocket silent) {
    String handshake = "0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":200,\"pingTimeout\":100}";
    try (var socket = silent.accept()) {
      socket.getInputStream().read(new byte[4096]);
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nContent-Length: " + handshake.length() + "\r\n\r\n" + handshake)
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      while (socket.getInputStream().read(new byte[4096]) >= 0) {
        // Until the client gives up.
      }
    } catch (IOException e) {
      // The client has given up.
    }
  }

  @ParameterizedTest
  @CsvSource({"WEBSOCKET, false", "POLLING, false", "WEBSOCKET, true", "POLLING, true"})
  void aConnectionThatIsRefusedCountsOnce(TransportKind transport, boolean epoll) throws Exception {
    used = epoll ? epollLoops : loops;
    int closed;
    try (ServerSocket free = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }

    connect(URI.create("http://127.0.0.1:" + closed), "good", transport, Reconnection.NEVER);

    assertThat(next()).startsWith("refused: no connection");
    assertThat(seen.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"WEBSOCKET, false", "POLLING, false", "WEBSOCKET, true", "POLLING, true"})
  void aConnectionThatIsResetCountsOnce(TransportKind transport, boolean epoll) throws Exception {
    used = epoll ? epollLoops : loops;
    try (RudeServer rude = new RudeServer(true)) {
      connect(rude.url(), "good", transport, Reconnection.NEVER);

      assertThat(next()).startsWith("refused: ");
      assertThat(seen.poll(300, TimeUnit.MILLISECONDS)).isNull();
      assertThat(rude.accepted()).as("handshakes that the server has seen").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"WEBSOCKET, false", "POLLING, false", "WEBSOCKET, true", "POLLING, true"})
  void aConnectionThatIsResetLaterIsLostOnce(TransportKind transport, boolean epoll)
      throws Exception {
    used = epoll ? epollLoops : loops;
    try (RudeServer rude = new RudeServer(false)) {
      connect(rude.url(), "good", transport, Reconnection.NEVER);

      assertThat(next()).isEqualTo("connected");
      rude.resetAll();
      assertThat(next()).startsWith("disconnected: ");
      assertThat(seen.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  @Test
  void connectsFromTheAddressThatIsGiven() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      ClientOptions options =
          new ClientOptions(
              URI.create("http://127.0.0.1:" + server.getLocalPort()),
              null,
              TransportKind.WEBSOCKET,
              new InetSocketAddress("127.77.0.1", 0),
              Reconnection.NEVER);
      connect(options);
      try (var socket = server.accept()) {
        assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.77.0.1");
      }
    }
  }

  private void connect(URI url, String token, TransportKind transport, Reconnection manner) {
    connect(new ClientOptions(url, token, transport, null, manner));
  }

  private void connect(ClientOptions options) {
    EventLoop loop = (EventLoop) used.iterator().next();
    client = new SocketIoClient(loop, options, new Recorder());
    onLoop(client()::connect);
  }

  private void emit(String event, String text) {
    onLoop(
        () ->
            client()
                .emit(
                    event,
                    List.of(text),
                    (JsonNode answer) -> seen.add("ack " + answer.path("text").asText())));
  }

  private void onLoop(Runnable task) {
    used.iterator().next().submit(task).syncUninterruptibly();
  }

  private String next() throws InterruptedException {
    String line = seen.poll(10, TimeUnit.SECONDS);
    assertThat(line).as("something within ten seconds").isNotNull();
    return line;
  }

  private final class Recorder implements SocketIoClient.Listener {

    @Override
    public void connected() {
      seen.add("connected");
    }

    @Override
    public void connectError(String reason, boolean lasting) {
      seen.add((lasting ? "refused for good: " : "refused: ") + reason);
    }

    @Override
    public void event(Packet packet) {
      seen.add(packet.event() + " " + packet.argument().path("number").asText());
    }

    @Override
    public void disconnected(String reason) {
      seen.add("disconnected: " + reason);
    }
  }
}
