package dev.spywatcher.load.contender;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process when this one has ended, however it ended: a shell waits for the end of its
 * input, which only this process holds open.
 */
public final class Guard implements AutoCloseable {

  private static final String WATCH =
      "trap '' INT TERM HUP; read -r over || kill -9 \"$0\" 2>/dev/null";
  private static final int FAREWELL_SECONDS = 5;

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  /** Begins, for the process with that id. */
  public static Guard over(long pid) throws IOException {
    return new Guard(
        new ProcessBuilder("sh", "-c", WATCH, Long.toString(pid))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Ends, and leaves the process alone. Idempotent. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().write('\n');
      shell.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      shell.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shell.destroyForcibly();
  }
}
