package dev.spywatcher.load.source;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All guilds of a run, and the pace at which their events happen. Thread-safe. */
public final class Source implements AutoCloseable {

  private static final long TICK_MILLIS = 5;

  private final List<Control> controls;
  private final List<SourceGuild> guilds = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "source");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable ScheduledFuture<?> pace;
  private long posted;

  /**
   * Guilds in which nothing happens yet.
   *
   * @param controls of the servers of one service, at least one
   * @param count how many guilds
   * @param streams what is to happen there, in turn
   */
  public Source(List<Control> controls, int count, List<Stream> streams) {
    this.controls = List.copyOf(controls);
    int run = (int) (System.currentTimeMillis() / 1_000 % 100_000);
    for (int i = 0; i < count; i++) {
      SourceGuild guild = new SourceGuild(i, run, streams);
      guilds.add(guild);
      lanes.add(new Lane(guild, this.controls));
    }
  }

  /** The guilds, by index. */
  public List<SourceGuild> guilds() {
    return guilds;
  }

  /** What happens in each guild. */
  public List<Stream> streams() {
    return guilds.get(0).streams();
  }

  /** Who makes the service's events happen. */
  public List<Control> controls() {
    return controls;
  }

  /** The Discord id of a viewer. */
  public static String viewer(int index) {
    return "5%017d".formatted(index);
  }

  /** Which guild a viewer subscribes to. */
  public SourceGuild guildOf(int viewer) {
    return guilds.get(viewer % guilds.size());
  }

  /** Tells every server of the guilds; viewers are members of the guild that they subscribe to. */
  public void define(int viewers) throws IOException {
    for (SourceGuild guild : guilds) {
      List<String> members = new ArrayList<>();
      for (int i = guild.index(); i < viewers; i += guilds.size()) {
        members.add(viewer(i));
      }
      String definition = guild.definition(members);
      for (Control control : controls) {
        control.call("PUT", "/control/guilds/" + guild.id(), definition);
      }
    }
  }

  /** So many events a second from now on, spread over the guilds. */
  public synchronized void start(double perSecond) {
    stop();
    long begin = System.nanoTime();
    long before = posted;
    pace =
        clock.scheduleAtFixedRate(
            () -> postUntil(before + (long) ((System.nanoTime() - begin) / 1e9 * perSecond)),
            0,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private synchronized void postUntil(long due) {
    for (; posted < due; posted++) {
      int guild = (int) (posted % guilds.size());
      List<Stream> streams = guilds.get(guild).streams();
      lanes.get(guild).post(streams.get((int) (posted / guilds.size() % streams.size())));
    }
  }

  /** One event in a guild now. */
  public void post(int guild, Stream stream) {
    lanes.get(guild).post(stream);
  }

  /** No more events become due. */
  public synchronized void stop() {
    if (pace != null) {
      pace.cancel(false);
      pace = null;
    }
  }

  /** How many events are due and not posted yet. */
  public int behind() {
    return lanes.stream().mapToInt(Lane::waiting).sum();
  }

  /** Stops, and waits until all is posted. */
  public void finish(Duration deadline) throws IOException, InterruptedException {
    stop();
    long end = System.nanoTime() + deadline.toNanos();
    for (Lane lane : lanes) {
      boolean idle = lane.awaitIdle(end);
      if (!lane.fault().isEmpty()) {
        throw new IOException(lane.fault());
      }
      if (!idle) {
        throw new IOException(
            "the control API did not take the events within " + deadline.toSeconds() + " s");
      }
    }
  }

  @Override
  public void close() {
    stop();
    clock.shutdownNow();
  }
}
