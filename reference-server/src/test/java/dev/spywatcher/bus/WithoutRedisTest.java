package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.abuse.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a server by itself has nothing of Redis. */
class WithoutRedisTest {

  @Test
  void noClassOfRedissonIsLoaded() {
    List<String> options = List.of("-verbose:class");
    try (OtherProcess process = OtherProcess.run(options, Alone.class)) {
      String line = process.line();
      while (!line.equals("done")) {
        assertThat(line).doesNotContain("org.redisson.").doesNotContain("redis.embedded.");
        line = process.line();
      }
    }
  }

  /** Starts a server by itself, and ends it. */
  static final class Alone {
    public static void main(String[] arguments) {
      try (RunningServer server = RunningServer.start()) {
        server.guild("900", "u");
        server.reset();
      }
      System.out.println("done");
    }
  }
}
