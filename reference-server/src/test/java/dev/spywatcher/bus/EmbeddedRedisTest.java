package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** That a Redis of the server's own ends with it, however that ends. */
class EmbeddedRedisTest {

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** A client that is connected to it: another program may take its port when it has ended. */
  private static Socket connect(EmbeddedRedis redis) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static String ping(Socket client) throws IOException {
    client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
    return new String(client.getInputStream().readNBytes(7), StandardCharsets.US_ASCII);
  }

  private static boolean hasEnded(Socket client) {
    try {
      return ping(client).isEmpty();
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void itAnswersUntilItIsClosed() throws IOException {
    EmbeddedRedis redis = EmbeddedRedis.start();
    EmbeddedRedis other = EmbeddedRedis.start();
    try (Socket client = connect(redis);
        Socket clientOfOther = connect(other)) {
      assertThat(ping(client)).isEqualTo("+PONG\r\n");
      assertThat(ping(clientOfOther)).isEqualTo("+PONG\r\n");
      assertThat(redis.address()).isEqualTo(RedisAddress.local(redis.port()));

      long begun = System.nanoTime();
      redis.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      assertThat(client).matches(EmbeddedRedisTest::hasEnded, "ended");
      assertThat(redis.directory()).doesNotExist();
      redis.close();
      assertThat(ping(clientOfOther)).isEqualTo("+PONG\r\n");
      other.close();
      assertThat(clientOfOther).matches(EmbeddedRedisTest::hasEnded, "ended");
      assertThat(other.directory()).doesNotExist();
    }
  }

  @Test
  void itDoesNotOutliveAProcessThatIsKilled() {
    try (OtherProcess process = OtherProcess.run(List.of(), Owner.class)) {
      int port = Integer.parseInt(process.line());
      Path directory = Path.of(process.line());
      assertThat(answers(port)).isTrue();
      assertThat(directory).isNotEmptyDirectory();

      process.kill();

      await().atMost(Duration.ofSeconds(30)).until(() -> !answers(port));
      await().atMost(Duration.ofSeconds(30)).until(() -> Files.notExists(directory));
    }
  }

  /** Has a Redis, and does nothing. */
  static final class Owner {
    public static void main(String[] arguments) throws Exception {
      EmbeddedRedis redis = EmbeddedRedis.start();
      System.out.println(redis.port());
      System.out.println(redis.directory());
      new CountDownLatch(1).await();
    }
  }
}
