package dev.spywatcher.timeline;

import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.play.Moment;
import dev.spywatcher.discord.play.Script;
import dev.spywatcher.scenario.Tempo;
import dev.spywatcher.traffic.TimedEvent;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The events of a play, and between them the faults that come and go. Not thread-safe. */
final class ScenarioScript implements Script {

  /** Nothing, later than any play. */
  private static final Moment FAR_AWAY =
      new Moment() {
        @Override
        public Duration since() {
          return Tempo.NEVER;
        }

        @Override
        public void happen(SourceContext context) {}
      };

  private final Iterator<TimedEvent> events;
  private final FaultTimeline faults;
  private final BooleanSupplier inTime;
  private @Nullable TimedEvent nextEvent;
  private boolean idle;

  /**
   * A script that has not begun.
   *
   * @param inTime whether moments wait for their time; then the play goes on where nothing happens
   *     any more, and with it the faults do
   */
  ScenarioScript(Iterator<TimedEvent> events, FaultTimeline faults, BooleanSupplier inTime) {
    this.events = events;
    this.faults = faults;
    this.inTime = inTime;
  }

  private record Happening(TimedEvent event) implements Moment {
    @Override
    public Duration since() {
      return event.offset();
    }

    @Override
    public void happen(SourceContext context) {
      context.event(event.at(context.now()));
    }
  }

  @Override
  public @Nullable Moment next() {
    if (nextEvent == null && events.hasNext()) {
      nextEvent = events.next();
    }
    TimedEvent event = nextEvent;
    if (event == null && !inTime.getAsBoolean()) {
      return null;
    }
    Moment fault = faults.nextUntil(event == null ? Long.MAX_VALUE : event.nanos());
    if (fault != null) {
      return fault;
    }
    nextEvent = null;
    if (event != null) {
      return new Happening(event);
    }
    if (idle) {
      return null;
    }
    idle = true;
    return FAR_AWAY;
  }

  /** Ends the faults that it has begun. */
  @Override
  public void close() {
    faults.close();
  }
}
