package dev.spywatcher.discord.play;

import dev.spywatcher.discord.CatchUp;
import dev.spywatcher.discord.SourceContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each moment as soon as the server has taken the one before, on a thread of its own, with pauses
 * while clients lag behind.
 */
final class FullSpeedPlay implements Play {

  private static final Logger log = LoggerFactory.getLogger(FullSpeedPlay.class);

  private final String source;
  private final Script script;
  private final SourceContext context;
  private final Ending ending;
  private final Thread thread;
  private volatile boolean over;

  FullSpeedPlay(String source, Script script, SourceContext context, Ending ending) {
    this.source = source;
    this.script = script;
    this.context = context;
    this.ending = ending;
    thread = new Thread(this::run, "spywatcher-" + source);
    thread.setDaemon(true);
  }

  @Override
  public void begin() {
    thread.start();
  }

  private void run() {
    try {
      CatchUp clients = new CatchUp(context);
      while (!over) {
        Moment moment = script.next();
        if (moment == null) {
          closeScript();
          ending.ended(null);
          return;
        }
        if (moment != Moment.NONE) {
          happen(moment);
          clients.afterEvent(() -> over);
        }
      }
    } catch (IOException | RuntimeException e) {
      closeScript();
      ending.ended(e);
    } catch (InterruptedException e) {
      over = true;
    } finally {
      closeScript();
    }
  }

  private void happen(Moment moment) {
    try {
      moment.happen(context);
    } catch (RuntimeException e) {
      log.error("an event of the {} was not taken", source, e);
    }
  }

  private void closeScript() {
    try {
      script.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  @Override
  public void close() {
    over = true;
    if (thread == Thread.currentThread()) {
      closeScript();
      return;
    }
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
