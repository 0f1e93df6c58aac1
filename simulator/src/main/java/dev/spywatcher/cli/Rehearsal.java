package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@code serve} and ends as soon as it is ready: what the build runs to have a Java that
 * archives the classes of a start-up archive them.
 */
public final class Rehearsal {

  private static final long PATIENCE_SECONDS = 300;

  private Rehearsal() {}

  /** Takes no arguments; status 1 where the server did not get ready. */
  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    ByteArrayOutputStream screen =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void flush() {
            if (toString(UTF_8).contains("\nready http")) {
              ready.countDown();
            }
          }
        };
    PrintStream out = new PrintStream(screen, false, UTF_8);
    Shell shell =
        new Shell(
            out,
            System.err,
            Map.of(),
            InstantSource.system(),
            Runtime.getRuntime()::addShutdownHook);
    Thread serving =
        new Thread(() -> Spywatcher.run(shell, "serve", "--port", "0", "--control-port", "0"));
    serving.setDaemon(true);
    serving.start();
    System.exit(ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 0 : 1);
  }
}
