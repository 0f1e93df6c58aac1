package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.always;
import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** Faults that break rules on analytics (ANA). */
final class AnalyticsFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "missing-list",
              "analytics:update has no list of lurkers",
              MissingList::new,
              Map.of(),
              "ANA-1"),
          kind(
              "extra-figure",
              "the rows of analytics:update have one key more",
              ExtraFigure::new,
              Map.of(),
              "ANA-1"),
          always(
              "no-throttle",
              "analytics:update follows every activity",
              NoThrottle::new,
              Map.of(),
              "ANA-2"),
          always(
              "short-throttle",
              "the throttle of analytics is too short",
              ShortThrottle::new,
              Map.of("interval", "20s"),
              "ANA-2"),
          always(
              "long-throttle",
              "the throttle of analytics is too long",
              LongThrottle::new,
              Map.of("interval", "40s"),
              "ANA-4"),
          always(
              "throttle-per-socket",
              "the throttle of analytics is kept for each client, not for each guild",
              ThrottlePerSocket::new,
              Map.of(),
              "ANA-2",
              "ANA-5"),
          kind(
              "throttle-all-guilds",
              "one throttle of analytics is kept for all guilds",
              ThrottleAllGuilds::new,
              Map.of("interval", "30s"),
              "ANA-3"),
          kind(
              "no-trailing-update",
              "activity within the throttle of analytics is never reported",
              NoTrailingUpdate::new,
              Map.of("interval", "31s"),
              "ANA-4"),
          kind(
              "late-update",
              "analytics:update comes late",
              LateUpdate::new,
              Map.of("delay", "5s"),
              "ANA-4"),
          kind(
              "update-times-differ",
              "each subscriber gets analytics:update with a timestamp of its own",
              UpdateTimesDiffer::new,
              Map.of(),
              "ANA-5"),
          kind(
              "unchanged-updates",
              "analytics:update is sent again though nothing has changed",
              UnchangedUpdates::new,
              Map.of("interval", "30s"),
              "ANA-6"),
          kind(
              "unsorted-figures",
              "the lists of analytics:update are sorted the wrong way round",
              UnsortedFigures::new,
              Map.of(),
              "ANA-6"),
          kind(
              "wrong-ghost-score",
              "ghost scores are too high",
              WrongGhostScore::new,
              Map.of(),
              "ANA-7"),
          kind(
              "wrong-lurker-score",
              "lurker scores are too low",
              WrongLurkerScore::new,
              Map.of(),
              "ANA-7"),
          kind(
              "wrong-channel-count",
              "channel counts of diverse users are too high",
              WrongChannelCount::new,
              Map.of(),
              "ANA-7"));

  private AnalyticsFaults() {}
}
