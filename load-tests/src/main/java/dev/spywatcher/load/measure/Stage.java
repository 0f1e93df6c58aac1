package dev.spywatcher.load.measure;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.feed.Feed;
import dev.spywatcher.load.feed.Guild;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A guild with subscribers who listen and writers who are ready to write. */
final class Stage implements AutoCloseable {

  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(60);

  private final Crowd crowd;
  private final Feed feed;

  private Stage(Crowd crowd, Feed feed) {
    this.crowd = crowd;
    this.feed = feed;
  }

  static Stage open(Subject subject, int subscribers)
      throws MeasurementException, InterruptedException {
    Crowd crowd = subject.crowd(0, subscribers);
    try {
      crowd.connect(Subject.AT_ONCE, CONNECT_DEADLINE);
      Feed feed =
          Feed.open(subject.loops(), subject.server().control(), new Guild(Subject.GUILD_ID));
      subject.server().awaitQuiet();
      return new Stage(crowd, feed);
    } catch (MeasurementException e) {
      crowd.close();
      throw e;
    }
  }

  Crowd crowd() {
    return crowd;
  }

  Feed feed() {
    return feed;
  }

  /** Waits for what is under way, then fails unless all came exactly once. */
  void checkExactlyOnce() throws MeasurementException, InterruptedException {
    feed.check();
    long expected = feed.posted() * crowd.size();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (crowd.receivedSoFar() < expected && System.nanoTime() < end) {
      Waiting.during(Duration.ofMillis(10));
    }
    // What comes too often comes now.
    Waiting.during(Duration.ofMillis(100));
    String fault = crowd.tally().fault(expected);
    if (!fault.isEmpty()) {
      throw new MeasurementException(fault);
    }
  }

  @Override
  public void close() {
    feed.close();
    crowd.close();
  }
}
