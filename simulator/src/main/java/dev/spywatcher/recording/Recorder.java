package dev.spywatcher.recording;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.discord.replay.RecordingHeader;
import dev.spywatcher.discord.replay.RecordingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source by real time, without a server, and writes what it delivers. The file is whole
 * after {@link #close}, and can be read up to the last second before that. Thread-safe.
 */
public final class Recorder implements AutoCloseable {

  /** What has been recorded. */
  public record Summary(long events, int guilds, String sha256) {}

  /** Why a recording is over. */
  public enum End {
    /** As many events as were asked for. */
    EVENTS,
    /** As long as was asked for. */
    DURATION,
    /** The source has no more. */
    SOURCE,
    /** {@link Recorder#close} was called. */
    CLOSED
  }

  private final DiscordSource source;
  private final @Nullable String scenario;
  private final @Nullable Long seed;
  private final long mostEvents;
  private final Path out;
  private final RecordingFile file;
  private final RecordingWriter writer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "recorder-clock");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, GuildDefinition> guilds = new LinkedHashMap<>();
  private boolean begun;
  private boolean closed;
  private @Nullable IOException failure;

  /**
   * Creates the file.
   *
   * @param scenario what the source plays; {@code null} where it is no scenario
   * @param mostEvents after how many events to end
   * @throws java.nio.file.FileAlreadyExistsException where there is a file of that name
   */
  public Recorder(
      DiscordSource source,
      @Nullable String scenario,
      @Nullable Long seed,
      long mostEvents,
      Path out)
      throws IOException {
    this.source = source;
    this.scenario = scenario;
    this.seed = seed;
    this.mostEvents = mostEvents;
    this.out = out;
    this.file = new RecordingFile(out);
    this.writer = file.writer();
  }

  /**
   * Starts the source.
   *
   * @throws IllegalArgumentException where the source is misconfigured
   */
  public void start() {
    source.start(new Context());
    clock.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Waits for the end.
   *
   * @param longest how long to record, from when the source delivers; {@code null} for no limit
   * @return why it is over
   * @throws IOException where the file cannot be written, or the source fails
   */
  public End awaitEnd(@Nullable Duration longest) throws IOException, InterruptedException {
    Instant deadline = null;
    synchronized (this) {
      while (true) {
        if (failure != null) {
          throw failure;
        }
        if (closed) {
          return End.CLOSED;
        }
        if (writer.events() >= mostEvents) {
          return End.EVENTS;
        }
        SourceState state = source.state();
        if (state.kind() == SourceState.Kind.FAILED) {
          throw new IOException(state.detail());
        }
        if (state.kind() == SourceState.Kind.ENDED) {
          return End.SOURCE;
        }
        if (deadline == null && longest != null && state.kind() == SourceState.Kind.DELIVERING) {
          deadline = Instant.now().plus(longest);
        }
        if (deadline != null && !Instant.now().isBefore(deadline)) {
          return End.DURATION;
        }
        wait(50);
      }
    }
  }

  /**
   * Ends the recording, and completes the file.
   *
   * @throws IOException where the file cannot be written
   */
  public Summary finish() throws IOException {
    close();
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
      return new Summary(writer.events(), guilds.size(), file.sha256OfLines());
    }
  }

  /** How many events were recorded so far. */
  public synchronized long events() {
    return writer.events();
  }

  /** Closes, and removes the file where no event came. */
  public void giveUp() throws IOException {
    close();
    if (writer.events() == 0) {
      Files.deleteIfExists(out);
    }
  }

  /** Ends the source, and completes the file. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    // Without the lock: it waits for a delivery that is under way.
    source.close();
    clock.shutdownNow();
    synchronized (this) {
      write(this::begin);
      try {
        file.close();
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private synchronized void write(Writing writing) {
    if (failure != null) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    if (failure == null) {
      failure = e;
    }
    notifyAll();
  }

  private void flush() {
    write(writer::flush);
  }

  /** Writes the header, with the guilds that are known by now. */
  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      writer.header(new RecordingHeader(scenario, seed, List.copyOf(guilds.values())));
    }
  }

  private synchronized void announced(GuildDefinition guild) {
    if (closed) {
      return;
    }
    guilds.put(guild.id(), guild);
    if (begun) {
      write(() -> writer.guild(guild));
    }
  }

  private synchronized void happened(DiscordEvent event) {
    if (closed || writer.events() >= mostEvents) {
      return;
    }
    write(
        () -> {
          begin();
          writer.event(event);
        });
    if (writer.events() >= mostEvents) {
      notifyAll();
    }
  }

  private final class Context implements SourceContext {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      if (clock.isShutdown()) {
        return () -> {};
      }
      ScheduledFuture<?> waiting =
          clock.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
      return () -> waiting.cancel(false);
    }

    @Override
    public void guild(GuildDefinition guild) {
      announced(guild);
    }

    @Override
    public void event(DiscordEvent event) {
      happened(event);
    }
  }
}
