package dev.spywatcher.features;

import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.target.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packaged server, as a process, unless the system properties name another target. */
final class ServerUnderTest {
  private static final String DEVELOPMENT_SECRET =
      "spywatcher-development-secret-never-in-production";
  private static final Duration START = Duration.ofSeconds(60);

  private static @Nullable ServerProcess server;

  private ServerUnderTest() {}

  static void start() {
    if (System.getProperty(Target.JWT_SECRET, "").isBlank()) {
      System.setProperty(Target.JWT_SECRET, DEVELOPMENT_SECRET);
    }
    if (System.getProperty(Target.URL, "").isBlank()) {
      server = ServerProcess.serve(List.of());
      ServerProcess.Ready ready = server.awaitReady(START);
      System.setProperty(Target.URL, ready.url().toString());
      System.setProperty(Target.INJECT_URL, ready.control() + "/control");
      System.setProperty(ServerProcess.UNDER_JUDGEMENT, "true");
    }
  }

  static void end() {
    if (server != null) {
      server.close();
      server = null;
      System.clearProperty(Target.URL);
      System.clearProperty(Target.INJECT_URL);
    }
  }
}
