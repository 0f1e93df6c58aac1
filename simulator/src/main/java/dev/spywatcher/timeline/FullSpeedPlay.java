package dev.spywatcher.timeline;

import dev.spywatcher.discord.CatchUp;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.traffic.TimedEvent;
import java.util.Iterator;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each event as soon as the server has taken the one before, on a thread of its own, with pauses
 * while clients lag behind.
 */
final class FullSpeedPlay implements Play {

  private static final Logger log = LoggerFactory.getLogger(FullSpeedPlay.class);

  private final SourceContext context;
  private final Iterator<TimedEvent> events;
  private final Consumer<RuntimeException> failed;
  private final Thread thread = new Thread(this::run, "spywatcher-simulator");
  private volatile boolean over;

  /**
   * A play that has not begun yet.
   *
   * @param failed told where it ends because there is no next event to be had
   */
  FullSpeedPlay(
      SourceContext context, Iterator<TimedEvent> events, Consumer<RuntimeException> failed) {
    this.context = context;
    this.events = events;
    this.failed = failed;
    thread.setDaemon(true);
  }

  @Override
  public void begin() {
    thread.start();
  }

  private void run() {
    CatchUp clients = new CatchUp(context);
    try {
      while (!over && events.hasNext()) {
        deliver(events.next());
        clients.afterEvent(() -> over);
      }
    } catch (InterruptedException e) {
      over = true;
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  private void deliver(TimedEvent event) {
    try {
      context.event(event.at(context.now()));
    } catch (RuntimeException e) {
      log.error("an event of the play was not taken", e);
    }
  }

  @Override
  public void close() {
    over = true;
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
