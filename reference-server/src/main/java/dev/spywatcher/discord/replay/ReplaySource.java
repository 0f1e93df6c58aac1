package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.discord.play.Play;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of events, played again: its guilds at once, then each event after the time that lay
 * between it and the first, by the server's clock, as if it happened now. The file is read as it is
 * played and never held in memory.
 *
 * <p>A damaged line ends the replay, unless that is lenient; either way the log and {@link #state}
 * name it. Thread-safe. {@link #start}, {@link #reset} and {@link #close} wait for a delivery that
 * is under way, so their caller must not hold a lock that {@link SourceContext#event} takes.
 */
public final class ReplaySource implements DiscordSource {

  private static final Logger log = LoggerFactory.getLogger(ReplaySource.class);

  private final ReplayOptions options;
  private final Object lock = new Object();
  private volatile SourceState state = new SourceState(SourceState.Kind.CONNECTING, "");
  private @Nullable SourceContext context;
  private @Nullable Play play;

  /** A source that has not begun yet. */
  public ReplaySource(ReplayOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public SourceState state() {
    return state;
  }

  @Override
  public void start(SourceContext context) {
    if (Files.exists(options.file()) && !Files.isRegularFile(options.file())) {
      throw new IllegalArgumentException("--replay: " + options.file() + " is not a file");
    }
    synchronized (lock) {
      this.context = context;
      try {
        begin(context);
      } catch (IOException e) {
        throw new IllegalArgumentException("--replay: " + problem(e), e);
      }
    }
  }

  @Override
  public void reset() {
    end();
    synchronized (lock) {
      if (context != null) {
        try {
          begin(context);
        } catch (IOException | RuntimeException e) {
          fail(e);
        }
      }
    }
  }

  @Override
  public void close() {
    end();
    synchronized (lock) {
      context = null;
    }
  }

  private void begin(SourceContext context) throws IOException {
    Rounds rounds = new Rounds(options, context::guild);
    rounds
        .guildsNotThere()
        .forEach(
            id ->
                log.warn(
                    "--replay-guild: {} is not among the guilds that {} begins with: {}",
                    id,
                    options.file(),
                    rounds.guildsInALine()));
    Play begun =
        Play.of(
            name(),
            rounds,
            context,
            context.beginning(),
            options.speed(),
            failure -> played(rounds, failure));
    play = begun;
    state = SourceState.DELIVERING;
    begun.begin();
  }

  /** Not under the lock: a play that ends by itself takes it, and is waited for. */
  private void end() {
    Play ending;
    synchronized (lock) {
      ending = play;
      play = null;
    }
    if (ending != null) {
      ending.close();
    }
  }

  /** A play has come to its end by itself. */
  private void played(Rounds rounds, @Nullable Exception failure) {
    if (failure != null) {
      fail(failure);
      return;
    }
    String told = counted(rounds.played(), "event");
    if (rounds.played() == 0 && !options.filter().equals(EventFilter.ALL)) {
      told += " that passes the filters";
    }
    DamagedRecordingException damage = rounds.firstDamage();
    if (damage != null) {
      long count = rounds.leftOut();
      told +=
          ", "
              + counted(count, "damaged line")
              + (count == 1 ? " left out: " : " left out, the first: ")
              + damage.getMessage();
    }
    state = new SourceState(SourceState.Kind.ENDED, told);
    log.info("the replay of {} is over: {}", options.file(), told);
  }

  private static String counted(long number, String word) {
    return (number == 0 ? "no" : number) + " " + word + (number > 1 ? "s" : "");
  }

  private void fail(Exception failure) {
    String problem = problem(failure);
    state = new SourceState(SourceState.Kind.FAILED, problem);
    log.error("the replay stops here: {}", problem);
  }

  private String problem(Exception e) {
    String file = options.file().toString();
    if (e instanceof java.nio.file.NoSuchFileException) {
      return file + " is not there";
    }
    if (e instanceof DamagedRecordingException damage) {
      return file
          + ": "
          + damage.getMessage()
          + (options.lenient() || damage.line() == 1 ? "" : " (--lenient leaves such lines out)");
    }
    return file + ": " + (e instanceof IOException ? e.getMessage() : "cannot be played: " + e);
  }
}
