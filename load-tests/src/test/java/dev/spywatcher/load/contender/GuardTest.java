package dev.spywatcher.load.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuardTest {

  private static final int PATIENCE_SECONDS = 10;

  /** Guards a sleep, tells its id, and waits for its own end. */
  public static final class Owner {
    private Owner() {}

    /** Never returns by itself. */
    public static void main(String[] arguments) throws Exception {
      Process sleep = new ProcessBuilder("sleep", "60").start();
      Guard.over(sleep.pid());
      System.out.println(sleep.pid());
      sleep.waitFor();
    }
  }

  @Test
  void whatIsGuardedEndsWithItsOwnerHoweverThatEnds() throws Exception {
    Process owner =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      long pid = Long.parseLong(owner.inputReader().readLine());
      ProcessHandle guarded = ProcessHandle.of(pid).orElseThrow();

      owner.destroyForcibly().waitFor();

      guarded.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(guarded.isAlive()).isFalse();
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void whatIsNoLongerGuardedIsLeftAlone() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      Guard.over(sleep.pid()).close();

      assertThat(sleep.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      sleep.destroyForcibly();
    }
  }
}
