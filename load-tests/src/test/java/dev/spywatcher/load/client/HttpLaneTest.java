package dev.spywatcher.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLaneTest {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private HttpLane lane;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    lane =
        new HttpLane(
            (EventLoop) loops.iterator().next(),
            new ClientOptions(
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                null,
                TransportKind.POLLING,
                null,
                Reconnection.NEVER));
  }

  @AfterEach
  void end() throws IOException {
    server.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aRequestOnAConnectionThatWasUsedIsSentOnceMore() throws Exception {
    request();
    try (Socket first = server.accept()) {
      answer(first, "one");
      assertThat(next()).isEqualTo("200 one");
      first.close();
      request();
    }
    try (Socket second = server.accept()) {
      answer(second, "two");
      assertThat(next()).isEqualTo("200 two");
    }
  }

  @Test
  void aRequestOnANewConnectionIsSentOnce() throws Exception {
    request();
    server.accept().close();

    assertThat(next()).startsWith("transport ");
    server.setSoTimeout(300);
    assertThat(seen.poll(300, TimeUnit.MILLISECONDS)).isNull();
    assertThat(accepted()).isFalse();
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
    request();
    try (Socket silent = server.accept()) {
      assertThat(next()).isEqualTo("no answer within 3000 ms");
      silent.getInputStream().readAllBytes();
    }
  }

  private boolean accepted() throws IOException {
    try (Socket more = server.accept()) {
      return more.isConnected();
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private static void answer(Socket socket, String body) throws IOException {
    assertThat(socket.getInputStream().read(new byte[4096])).isPositive();
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
  }

  private void request() {
    loops
        .iterator()
        .next()
        .submit(
            () ->
                lane.request(
                    HttpMethod.POST,
                    "/",
                    "body",
                    PATIENCE,
                    new HttpLane.Answer() {
                      @Override
                      public void answered(int status, String body) {
                        seen.add(status + " " + body);
                      }

                      @Override
                      public void failed(String reason) {
                        seen.add(reason);
                      }
                    }))
        .syncUninterruptibly();
  }

  private String next() throws InterruptedException {
    String line = seen.poll(10, TimeUnit.SECONDS);
    assertThat(line).as("something within ten seconds").isNotNull();
    return line;
  }
}
