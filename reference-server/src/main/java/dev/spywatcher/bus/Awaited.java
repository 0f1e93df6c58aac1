package dev.spywatcher.bus;

/** Whether an answer is still waited for. Thread-safe. */
public final class Awaited {

  private boolean over;

  Awaited() {}

  /** Runs a task unless it comes too late; {@link #end} waits for it. */
  synchronized void run(Runnable task) {
    if (!over) {
      task.run();
    }
  }

  /** Whatever comes from now on comes too late. */
  synchronized void end() {
    over = true;
  }
}
