package dev.spywatcher.discord.play;

import dev.spywatcher.discord.SourceContext;
import java.time.Duration;

/** Something that happens at a time of play. */
public interface Moment {

  /** Nothing yet: the way to the next moment is long, and others want their turn. */
  Moment NONE =
      new Moment() {
        @Override
        public Duration since() {
          return Duration.ZERO;
        }

        @Override
        public void happen(SourceContext context) {}
      };

  /** The time since the beginning of its round, at speed 1. */
  Duration since();

  /** Lets it happen now. */
  void happen(SourceContext context);
}
