package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.CatchUp;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.SourceContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each event as soon as the server has taken the one before, on a thread of its own. */
final class FullSpeedPlay implements Play {

  private static final Logger log = LoggerFactory.getLogger(FullSpeedPlay.class);

  private final SourceContext context;
  private final Rounds rounds;
  private final Ending ending;
  private final Thread thread = new Thread(this::run, "spywatcher-replay");
  private volatile boolean closed;

  FullSpeedPlay(SourceContext context, Rounds rounds, Ending ending) {
    this.context = context;
    this.rounds = rounds;
    this.ending = ending;
    thread.setDaemon(true);
  }

  @Override
  public void begin() {
    thread.start();
  }

  private void run() {
    try (rounds) {
      CatchUp clients = new CatchUp(context);
      while (!closed) {
        Line line = rounds.next();
        if (line == null) {
          ending.ended(rounds, null);
          return;
        }
        if (line.event() != null) {
          deliver(line.event());
          clients.afterEvent(() -> closed);
        }
      }
    } catch (IOException | RuntimeException e) {
      ending.ended(rounds, e);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void deliver(DiscordEvent event) {
    try {
      context.event(Retimed.at(context.now(), event));
    } catch (RuntimeException e) {
      log.error("an event of the replay was not taken", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
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
