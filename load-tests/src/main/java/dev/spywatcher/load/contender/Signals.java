package dev.spywatcher.load.contender;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals to a process that Java has no call for. */
public final class Signals {

  private static final int DEADLINE_SECONDS = 10;

  private Signals() {}

  /** Stops all its threads where they are; its connections stay open. */
  public static void freeze(long pid) throws IOException, InterruptedException {
    send("STOP", pid);
  }

  /** Lets it go on. */
  public static void thaw(long pid) throws IOException, InterruptedException {
    send("CONT", pid);
  }

  private static void send(String signal, long pid) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + signal + " \"$0\"", Long.toString(pid))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!kill.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      kill.destroyForcibly();
      throw new IOException("process " + pid + " did not take SIG" + signal);
    }
  }
}
