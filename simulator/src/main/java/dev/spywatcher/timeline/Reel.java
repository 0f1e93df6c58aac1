package dev.spywatcher.timeline;

import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.play.Moment;
import dev.spywatcher.discord.play.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A script that can be taken out of one play and put into another: what the first one had not come
 * to happens in the second. In one play at a time.
 */
final class Reel implements Script {

  private final Script script;
  private volatile @Nullable Taken pending;
  private volatile Duration reached = Duration.ZERO;
  private volatile boolean kept;

  Reel(Script script) {
    this.script = script;
  }

  /** A moment that a play has been given. */
  private final class Taken implements Moment {
    private final Moment moment;

    private Taken(Moment moment) {
      this.moment = moment;
    }

    @Override
    public Duration since() {
      return moment.since();
    }

    @Override
    public void happen(SourceContext context) {
      pending = null;
      reached = moment.since();
      moment.happen(context);
    }
  }

  @Override
  public @Nullable Moment next() throws IOException {
    if (pending != null) {
      return pending;
    }
    Moment next = script.next();
    if (next == null || next == Moment.NONE) {
      return next;
    }
    Taken taken = new Taken(next);
    pending = taken;
    return taken;
  }

  @Override
  public int round() {
    return script.round();
  }

  /** Time of play of the moment that happened last. */
  Duration reached() {
    return reached;
  }

  /** From now on the end of a play is not its end, or is again. */
  void keep(boolean wanted) {
    kept = wanted;
  }

  /** Ends it also where it is in no play. */
  void end() {
    kept = false;
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      script.close();
    }
  }
}
