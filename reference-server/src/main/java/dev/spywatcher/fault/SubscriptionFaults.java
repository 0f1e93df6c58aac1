package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** Faults that break rules on subscriptions (SUB). */
final class SubscriptionFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "silent-analytics",
              "no analytics:update is sent",
              SilentAnalytics::new,
              Map.of(),
              "SUB-1"),
          kind(
              "withhold-event",
              "events of one name are not sent",
              WithholdEvent::new,
              Map.of("event", "role:change"),
              "SUB-2"),
          kind(
              "mix-rooms",
              "subscribers of analytics get the events of the guild too",
              MixRooms::new,
              Map.of(),
              "SUB-3"),
          kind(
              "analytics-in-guild-room",
              "subscribers of the guild get its analytics too",
              AnalyticsInGuildRoom::new,
              Map.of(),
              "SUB-3"),
          kind(
              "leak-guild",
              "events of a guild go to subscribers of every other guild as well",
              LeakGuild::new,
              Map.of(),
              "SUB-3"),
          kind(
              "subscribe-everyone",
              "a client that connects is in the rooms of every guild",
              SubscribeEveryone::new,
              Map.of(),
              "SUB-3"),
          kind(
              "ignore-unsubscribe",
              "unsubscribing changes nothing",
              IgnoreUnsubscribe::new,
              Map.of(),
              "SUB-4"),
          kind(
              "ignore-unsubscribe-analytics",
              "unsubscribing from analytics changes nothing",
              IgnoreUnsubscribeAnalytics::new,
              Map.of(),
              "SUB-4"),
          kind(
              "unsubscribe-both",
              "unsubscribing from one room of a guild ends the other too",
              UnsubscribeBoth::new,
              Map.of(),
              "SUB-4"),
          kind(
              "unsubscribe-everywhere",
              "unsubscribing ends the subscription for every client of the user",
              UnsubscribeEverywhere::new,
              Map.of(),
              "SUB-4"),
          kind(
              "one-guild-only",
              "a subscription ends those to other guilds",
              OneGuildOnly::new,
              Map.of(),
              "SUB-5"),
          kind(
              "no-permission-check",
              "everyone may view every guild",
              NoPermissionCheck::new,
              Map.of(),
              "SUB-6"),
          kind(
              "analytics-unchecked",
              "everyone may subscribe to the analytics of every guild",
              AnalyticsUnchecked::new,
              Map.of(),
              "SUB-6"),
          kind(
              "forbid-silently",
              "a forbidden guild is refused without an error",
              ForbidSilently::new,
              Map.of(),
              "SUB-6"),
          kind(
              "forbid-by-disconnect",
              "a client that asks for a forbidden guild is disconnected",
              ForbidByDisconnect::new,
              Map.of(),
              "SUB-6"),
          kind(
              "forbid-and-subscribe",
              "a forbidden guild is refused with an error, and subscribed to",
              ForbidAndSubscribe::new,
              Map.of(),
              "SUB-6"),
          kind(
              "forbid-and-end-all",
              "a client that asks for a forbidden guild loses its other subscriptions",
              ForbidAndEndAll::new,
              Map.of(),
              "SUB-6"),
          kind(
              "accept-bad-ids",
              "a bad guild id is ignored without an error",
              AcceptBadIds::new,
              Map.of(),
              "SUB-7"),
          kind(
              "accept-long-ids",
              "a guild id of any length is taken for one",
              AcceptLongIds::new,
              Map.of(),
              "SUB-7"),
          kind(
              "numbers-as-ids",
              "a number is taken for a guild id",
              NumbersAsIds::new,
              Map.of(),
              "SUB-7"),
          kind(
              "bad-id-ends-all",
              "a bad guild id ends the client's subscriptions",
              BadIdEndsAll::new,
              Map.of(),
              "SUB-7"),
          kind(
              "other-words-for-bad-ids",
              "a bad guild id is refused in other words",
              OtherWordsForBadIds::new,
              Map.of(),
              "SUB-7"),
          kind(
              "double-subscription",
              "who subscribes twice gets every event twice",
              DoubleSubscription::new,
              Map.of(),
              "SUB-8"),
          kind(
              "counted-subscriptions",
              "who subscribes twice has to unsubscribe twice",
              CountedSubscriptions::new,
              Map.of(),
              "SUB-8"),
          kind(
              "unsubscribe-errors",
              "unsubscribing from a room that was not joined is an error",
              UnsubscribeErrors::new,
              Map.of(),
              "SUB-9"),
          kind(
              "tell-unknown-guilds",
              "an unknown guild is refused in other words than a forbidden one",
              TellUnknownGuilds::new,
              Map.of(),
              "SUB-10"),
          kind(
              "keep-after-leaving",
              "who has left a guild keeps getting its events",
              KeepAfterLeaving::new,
              Map.of(),
              "SUB-11"),
          kind(
              "restore-after-return",
              "who comes back to a guild has the old subscriptions again",
              RestoreAfterReturn::new,
              Map.of(),
              "SUB-11"),
          kind("no-ack", "subscriptions are not acknowledged", NoAck::new, Map.of(), "SUB-12"),
          kind(
              "ack-everything",
              "every subscription is acknowledged as granted",
              AckEverything::new,
              Map.of(),
              "SUB-12"),
          kind(
              "grant-when-unsure",
              "who cannot be asked about may view every guild",
              GrantWhenUnsure::new,
              Map.of(),
              "SUB-13"),
          kind(
              "remember-grants",
              "what was granted once is granted while nobody can be asked, however long",
              RememberGrants::new,
              Map.of(),
              "SUB-13"),
          kind(
              "admin-needs-membership",
              "an administrator views the guilds of which it is a member only",
              AdminNeedsMembership::new,
              Map.of(),
              "SUB-14"),
          kind(
              "moderators-view-all",
              "a moderator views every guild",
              ModeratorsViewAll::new,
              Map.of(),
              "SUB-14"),
          kind(
              "late-subscriptions",
              "subscriptions and their ends take effect late",
              LateSubscriptions::new,
              Map.of("delay", "4s"),
              "SUB-15"),
          kind(
              "unsubscribe-overtakes",
              "an end of a subscription overtakes the beginning",
              UnsubscribeOvertakes::new,
              Map.of("delay", "300ms"),
              "SUB-15"));

  private SubscriptionFaults() {}
}
