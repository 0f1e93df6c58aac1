package dev.spywatcher.load.contender;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What this process has begun and must end, however it ends: processes first, side by side, and
 * then the directories that they wrote to. Thread-safe.
 */
public final class AtExit implements AutoCloseable {

  private static final Set<AtExit> DUE = ConcurrentHashMap.newKeySet();
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::endAll, "end all that was begun"));
  }

  private final boolean process;
  private final Runnable end;

  private AtExit(boolean process, Runnable end) {
    this.process = process;
    this.end = end;
  }

  /** Ends a process. */
  public static AtExit process(Runnable end) {
    return added(new AtExit(true, end));
  }

  /** Removes files. */
  static AtExit files(Runnable end) {
    return added(new AtExit(false, end));
  }

  private static AtExit added(AtExit one) {
    DUE.add(one);
    if (ending) {
      // It was begun too late to be ended with the others.
      one.end.run();
      stay();
    }
    return one;
  }

  private static void endAll() {
    ending = true;
    due(true).parallel().forEach(AtExit::end);
    due(false).forEach(AtExit::end);
  }

  private static Stream<AtExit> due(boolean process) {
    return DUE.stream().filter(one -> one.process == process);
  }

  private void end() {
    try {
      end.run();
    } catch (RuntimeException e) {
      System.err.println("not ended: " + e.getMessage());
    }
  }

  /** It has ended, and what comes next may begin; not where the program ends. */
  @Override
  public void close() {
    DUE.remove(this);
    stay();
  }

  /** Whoever comes here while the program ends must begin nothing more. */
  private static void stay() {
    while (ending) {
      LockSupport.park();
    }
  }
}
