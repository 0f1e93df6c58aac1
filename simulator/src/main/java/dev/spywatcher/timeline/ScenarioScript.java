package dev.spywatcher.timeline;

import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.play.Moment;
import dev.spywatcher.discord.play.Script;
import dev.spywatcher.traffic.TimedEvent;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The events of a play, and between them the faults that come and go. Not thread-safe. */
final class ScenarioScript implements Script {

  private final Iterator<TimedEvent> events;
  private final FaultTimeline faults;
  private @Nullable TimedEvent nextEvent;

  ScenarioScript(Iterator<TimedEvent> events, FaultTimeline faults) {
    this.events = events;
    this.faults = faults;
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
    Moment fault = faults.nextUntil(event == null ? Long.MAX_VALUE : event.nanos());
    if (fault != null) {
      return fault;
    }
    nextEvent = null;
    return event == null ? null : new Happening(event);
  }

  /** Ends the faults that it has begun. */
  @Override
  public void close() {
    faults.close();
  }
}
