package dev.spywatcher.features.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spywatcher.features.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PulseTest {
  private HttpServer service;
  private volatile Duration late = Duration.ZERO;

  @BeforeEach
  void serve() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::refuse);
    service.start();
  }

  @AfterEach
  void end() {
    service.stop(0);
  }

  private void refuse(HttpExchange exchange) throws IOException {
    LockSupport.parkNanos(late.toNanos());
    exchange.sendResponseHeaders(400, -1);
    exchange.close();
  }

  private Target target() {
    URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    return new Target(url, url, null, "a-secret", null);
  }

  @Test
  void anAnswerTakesAsLongAsItTakes() {
    late = Duration.ofMillis(300);

    assertThat(Pulse.felt(target())).isGreaterThanOrEqualTo(late);
  }

  @Test
  void whoDoesNotAnswerSoonFaltersFromThenOn() {
    try (Pulse pulse = Pulse.of(target())) {
      long began = System.nanoTime();
      late = Duration.ofMillis(900);

      await().atMost(Duration.ofSeconds(30)).until(() -> pulse.steadySince() - began > 0);
    }
  }

  @Test
  void whoAnswersSoonIsSteadyAgain() {
    try (Pulse pulse = Pulse.of(target())) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> System.nanoTime() - pulse.steadySince() > Duration.ofSeconds(1).toNanos());
    }
  }
}
