package dev.spywatcher.analytics;

import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the analytics of a guild stand now, whether or not an update has told it.
 *
 * @param users what each user did who did anything, by user id
 * @param sendsNext when the next update may go out; {@code null} where that is at once
 * @param due whether something waits to be told then
 */
public record Present(
    List<AnalyticsUpdate.Ghost> ghosts,
    List<AnalyticsUpdate.Lurker> lurkers,
    List<AnalyticsUpdate.ChannelDiversity> channelDiversity,
    Map<String, Activity> users,
    @Nullable Instant sendsNext,
    boolean due) {

  /** A guild in which nothing has happened. */
  static final Present NOTHING =
      new Present(List.of(), List.of(), List.of(), Map.of(), null, false);
}
