package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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

  @Test
  void itAnswersUntilItIsClosed() throws IOException {
    EmbeddedRedis redis = EmbeddedRedis.start();
    EmbeddedRedis other = EmbeddedRedis.start();
    assertThat(answers(redis.port())).isTrue();
    assertThat(answers(other.port())).isTrue();
    assertThat(redis.address()).isEqualTo(RedisAddress.local(redis.port()));

    long begun = System.nanoTime();
    redis.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(answers(redis.port())).isFalse();
    redis.close();
    assertThat(answers(other.port())).isTrue();
    other.close();
    assertThat(answers(other.port())).isFalse();
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
