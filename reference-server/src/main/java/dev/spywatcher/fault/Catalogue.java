package dev.spywatcher.fault;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every fault there is: first what a network or a server under strain does, then rule by rule. */
final class Catalogue {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "latency", "every event arrives later", Latency::new, Map.of("delay", "2s"), "EVT-6"),
          kind(
              "jitter",
              "events arrive later by a time that varies, in their order",
              Jitter::new,
              Map.of("most", "2s"),
              "EVT-6"),
          kind(
              "slow-drain",
              "each client gets so many bytes of events a second",
              SlowDrain::new,
              Map.of("bytes", "200"),
              "EVT-6"),
          kind("drop", "events are lost on their way to a client", Drop::new, Map.of(), "EVT-7"),
          kind("duplicate", "events arrive twice", Duplicate::new, Map.of(), "EVT-7"),
          kind(
              "reorder",
              "every other event is overtaken by those after it",
              Reorder::new,
              Map.of("by", "300ms"),
              "EVT-7"),
          kind(
              "corrupt",
              "a character of the payload is another one",
              Corrupt::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind("mute-pings", "clients are not pinged", MutePings::new, Map.of(), "CONN-4"),
          kind(
              "refuse-handshake",
              "handshakes are refused with HTTP 429",
              RefuseHandshake::new,
              Map.of("retry", "5s"),
              "CONN-1",
              "CONN-2"),
          kind(
              "expire-tokens",
              "every token has expired, also that of a client that is connected",
              ExpireTokens::new,
              Map.of(),
              "AUTH-1"),
          kind(
              "no-websocket",
              "websocket handshakes and upgrades are refused",
              NoWebsocket::new,
              Map.of(),
              "CONN-2"),
          kind("no-polling", "polling is refused", NoPolling::new, Map.of(), "CONN-2"),
          kind(
              "no-upgrade",
              "probes of a websocket are not answered",
              NoUpgrade::new,
              Map.of(),
              "CONN-2"),
          kind(
              "lose-on-upgrade",
              "what waits for a poll is lost when the client upgrades",
              LoseOnUpgrade::new,
              Map.of(),
              "CONN-2"),
          kind(
              "other-ping-times",
              "the handshake announces other heartbeat times than those of the document",
              OtherPingTimes::new,
              Map.of("interval", "30s", "timeout", "20s"),
              "CONN-3"),
          kind(
              "keep-silent-clients",
              "clients that fall silent are never dropped",
              KeepSilentClients::new,
              Map.of(),
              "CONN-4"),
          kind(
              "drop-early",
              "clients that fall silent are dropped too early; those that connect from now on",
              DropEarly::new,
              Map.of("after", "40s"),
              "CONN-4"),
          kind(
              "quiet-disconnect",
              "the server disconnects clients without telling them",
              QuietDisconnect::new,
              Map.of(),
              "CONN-6"),
          kind(
              "token-once",
              "a token lets in one connection only",
              TokenOnce::new,
              Map.of(),
              "CONN-7"),
          kind(
              "restore-subscriptions",
              "a client that connects again has its earlier subscriptions",
              RestoreSubscriptions::new,
              Map.of(),
              "CONN-7"),
          kind(
              "cors-any-origin",
              "every origin is admitted, with credentials",
              CorsAnyOrigin::new,
              Map.of(),
              "CONN-8"),
          kind(
              "cors-no-credentials",
              "origins are admitted without credentials",
              CorsNoCredentials::new,
              Map.of(),
              "CONN-8"),
          kind(
              "no-connect-timeout",
              "a session that never connects is kept; those that open from now on",
              NoConnectTimeout::new,
              Map.of(),
              "CONN-9"),
          kind(
              "old-protocol",
              "any version of the protocol is taken for the present one",
              OldProtocol::new,
              Map.of(),
              "CONN-10"),
          kind(
              "ignore-malformed",
              "malformed packets are ignored",
              IgnoreMalformed::new,
              Map.of(),
              "CONN-10"),
          kind(
              "malformed-closes-all",
              "a malformed packet closes every connection",
              MalformedClosesAll::new,
              Map.of(),
              "CONN-10"),
          kind(
              "no-max-payload",
              "the handshake does not announce the size limit",
              NoMaxPayload::new,
              Map.of(),
              "CONN-11"),
          kind(
              "no-token-check",
              "everyone is let in, with a token or without",
              NoTokenCheck::new,
              Map.of(),
              "AUTH-2",
              "AUTH-3",
              "AUTH-4"),
          kind(
              "no-token-needed",
              "a client without a token is let in",
              NoTokenNeeded::new,
              Map.of(),
              "AUTH-2"),
          kind(
              "other-words-without-token",
              "a client without a token is refused in other words",
              OtherWordsWithoutToken::new,
              Map.of(),
              "AUTH-2"),
          kind(
              "other-words-for-bad-token",
              "a bad token is refused in other words",
              OtherWordsForBadToken::new,
              Map.of(),
              "AUTH-3",
              "AUTH-4"),
          kind(
              "refuse-without-expiry",
              "a token that never expires is refused",
              RefuseWithoutExpiry::new,
              Map.of(),
              "AUTH-1"),
          kind(
              "skip-signature",
              "a token is taken whatever key it is signed with",
              SkipSignature::new,
              Map.of(),
              "AUTH-3"),
          kind(
              "accept-unsigned",
              "a token of the algorithm none is taken",
              AcceptUnsigned::new,
              Map.of(),
              "AUTH-3"),
          kind(
              "accept-other-algorithms",
              "a token of another algorithm is taken",
              AcceptOtherAlgorithms::new,
              Map.of(),
              "AUTH-3"),
          kind("ignore-exp", "an expired token is taken", IgnoreExp::new, Map.of(), "AUTH-3"),
          kind(
              "ignore-nbf",
              "a token that is not valid yet is taken",
              IgnoreNbf::new,
              Map.of(),
              "AUTH-3"),
          kind(
              "accept-without-discord-id",
              "a token without discordId is taken",
              AcceptWithoutDiscordId::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-blank-discord-id",
              "a token with a blank discordId is taken",
              AcceptBlankDiscordId::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-without-access",
              "a token without access is taken",
              AcceptWithoutAccess::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-access-false",
              "a token with access false is taken",
              AcceptAccessFalse::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-without-role",
              "a token without role is taken",
              AcceptWithoutRole::new,
              Map.of(),
              "AUTH-4"),
          kind(
              "accept-any-role",
              "a token with an unknown role is taken",
              AcceptAnyRole::new,
              Map.of(),
              "AUTH-8"),
          kind("let-banned-in", "a banned user is let in", LetBannedIn::new, Map.of(), "AUTH-8"),
          kind(
              "slow-rejection",
              "rejections come late",
              SlowRejection::new,
              Map.of("delay", "3s"),
              "AUTH-5"),
          kind(
              "serve-rejected",
              "a rejected client is served all the same",
              ServeRejected::new,
              Map.of(),
              "AUTH-5"),
          kind(
              "token-in-query",
              "a token in the query string is taken",
              TokenInQuery::new,
              Map.of(),
              "AUTH-6"),
          kind(
              "rejection-closes-others",
              "a rejection closes every other connection",
              RejectionClosesOthers::new,
              Map.of(),
              "AUTH-7"),
          kind(
              "rejection-bans",
              "after a rejection nobody is let in for a while",
              RejectionBans::new,
              Map.of("while", "10s"),
              "AUTH-7"),
          kind(
              "outlive-token",
              "a connection outlives its token",
              OutliveToken::new,
              Map.of(),
              "AUTH-9"),
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
              "SUB-15"),
          kind(
              "extra-field",
              "payloads have one key more",
              ExtraField::new,
              Map.of("field", "debug"),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "missing-field",
              "payloads lack a key",
              MissingField::new,
              Map.of("field", "username"),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "number-ids",
              "user ids are numbers",
              NumberIds::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "shift-timestamps",
              "timestamps are in the past",
              ShiftTimestamps::new,
              Map.of("by", "60m"),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "timestamps-with-offset",
              "timestamps end in +00:00 in place of Z",
              TimestampsWithOffset::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "timestamps-as-numbers",
              "timestamps are milliseconds since 1970",
              TimestampsAsNumbers::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind(
              "null-channel-name",
              "message:new has no name of its channel",
              NullChannelName::new,
              Map.of(),
              "EVT-1"),
          kind(
              "leak-content",
              "message:new holds what was written",
              LeakContent::new,
              Map.of(),
              "EVT-1",
              "EVT-8"),
          kind(
              "alert-first-platform",
              "alert:multiClient names one platform only",
              AlertFirstPlatform::new,
              Map.of(),
              "EVT-2"),
          kind(
              "alert-on-one-platform",
              "alert:multiClient is raised for a user on one platform",
              AlertOnOnePlatform::new,
              Map.of(),
              "EVT-2"),
          kind(
              "repeat-alerts",
              "alert:multiClient is raised again though the platforms stay the same",
              RepeatAlerts::new,
              Map.of(),
              "EVT-9"),
          kind(
              "other-status-words",
              "the status dnd goes by another word",
              OtherStatusWords::new,
              Map.of(),
              "EVT-3"),
          kind(
              "hide-offline",
              "who goes offline is not reported",
              HideOffline::new,
              Map.of(),
              "EVT-3"),
          kind(
              "role-ids",
              "role:change holds the ids of the roles in place of their names",
              RoleIds::new,
              Map.of(),
              "EVT-4"),
          kind(
              "all-roles",
              "role:change holds all roles of the member, not those added",
              AllRoles::new,
              Map.of(),
              "EVT-4"),
          kind(
              "first-role-only",
              "role:change holds the first of the added roles only",
              FirstRoleOnly::new,
              Map.of(),
              "EVT-4"),
          kind("age-in-hours", "accountAgeDays counts hours", AgeInHours::new, Map.of(), "EVT-5"),
          kind(
              "age-rounded-up",
              "accountAgeDays counts days that have begun",
              AgeRoundedUp::new,
              Map.of(),
              "EVT-5"),
          kind(
              "double-one-in-fifty",
              "one in fifty events arrives twice",
              DoubleOneInFifty::new,
              Map.of("every", "50"),
              "EVT-7"),
          kind(
              "lose-one-in-fifty",
              "one in fifty events is lost",
              LoseOneInFifty::new,
              Map.of("every", "50"),
              "EVT-7"),
          kind(
              "swap-one-in-fifty",
              "one in fifty events of a burst is overtaken",
              SwapOneInFifty::new,
              Map.of("every", "50"),
              "EVT-7"),
          kind(
              "one-subscriber-only",
              "each event reaches one subscriber of its room",
              OneSubscriberOnly::new,
              Map.of(),
              "EVT-7"),
          kind("escape-html", "names are escaped for HTML", EscapeHtml::new, Map.of(), "EVT-8"),
          kind(
              "strip-names",
              "names lose all but the letters of ASCII",
              StripNames::new,
              Map.of(),
              "EVT-8"),
          kind(
              "keep-control-characters",
              "control characters of a name are passed on",
              KeepControlCharacters::new,
              Map.of(),
              "EVT-8"),
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
          kind(
              "no-throttle",
              "analytics:update follows every activity",
              NoThrottle::new,
              Map.of(),
              "ANA-2"),
          kind(
              "short-throttle",
              "the throttle of analytics is too short",
              ShortThrottle::new,
              Map.of("interval", "20s"),
              "ANA-2"),
          kind(
              "long-throttle",
              "the throttle of analytics is too long",
              LongThrottle::new,
              Map.of("interval", "40s"),
              "ANA-4"),
          kind(
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
              "ANA-7"),
          kind(
              "error-as-string", "errors are plain strings", ErrorAsString::new, Map.of(), "ERR-1"),
          kind(
              "error-with-code",
              "errors have a code beside their message",
              ErrorWithCode::new,
              Map.of(),
              "ERR-1"),
          kind(
              "error-with-stack",
              "errors tell where in the server they come from",
              ErrorWithStack::new,
              Map.of(),
              "ERR-1"),
          kind(
              "unknown-event-disconnects",
              "an unknown event disconnects the client",
              UnknownEventDisconnects::new,
              Map.of(),
              "ERR-2"),
          kind(
              "unknown-event-errors",
              "an unknown event is an error",
              UnknownEventErrors::new,
              Map.of(),
              "ERR-2"),
          kind(
              "no-connection-rate",
              "handshakes are not limited in their rate",
              NoConnectionRate::new,
              Map.of(),
              "LIM-1"),
          kind(
              "no-retry-after",
              "refusals do not say when to try again",
              NoRetryAfter::new,
              Map.of(),
              "LIM-1"),
          kind(
              "no-connection-limit",
              "connections of one address are not limited",
              NoConnectionLimit::new,
              Map.of(),
              "LIM-2"),
          kind(
              "slots-never-return",
              "a connection that has closed is counted still",
              SlotsNeverReturn::new,
              Map.of(),
              "LIM-2"),
          kind(
              "no-event-rate",
              "emissions of a client are not throttled",
              NoEventRate::new,
              Map.of(),
              "LIM-3"),
          kind(
              "throttle-silently",
              "emissions are dropped without an error",
              ThrottleSilently::new,
              Map.of(),
              "LIM-3"),
          kind(
              "keep-flooders",
              "a client that floods is never disconnected",
              KeepFlooders::new,
              Map.of(),
              "LIM-3"),
          kind(
              "disconnect-at-once",
              "a client that exceeds its rate once is disconnected",
              DisconnectAtOnce::new,
              Map.of(),
              "LIM-3"),
          kind(
              "no-reconnect-limit",
              "excessive reconnection is not blocked",
              NoReconnectLimit::new,
              Map.of(),
              "LIM-4"),
          kind(
              "one-address",
              "all addresses share their limits",
              OneAddress::new,
              Map.of(),
              "LIM-5"),
          kind(
              "one-event-rate",
              "all clients share one rate of emissions",
              OneEventRate::new,
              Map.of(),
              "LIM-5"),
          kind(
              "trust-everyone",
              "X-Forwarded-For is believed from anyone near",
              TrustEveryone::new,
              Map.of(),
              "LIM-5"),
          kind(
              "no-subscription-limit",
              "subscriptions of a client are not limited",
              NoSubscriptionLimit::new,
              Map.of(),
              "LIM-7"));

  private Catalogue() {}

  private static Kind kind(
      String name,
      String what,
      Function<Setup, Fault> maker,
      Map<String, String> parameters,
      String... rules) {
    return new Kind(name, what, List.of(rules), parameters, maker);
  }

  /** The fault of that name. */
  static Kind kind(String name) throws BadFaultException {
    return KINDS.stream()
        .filter(kind -> kind.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new BadFaultException(
                    "fault: \""
                        + (name.length() > 64 ? name.substring(0, 64) + "…" : name)
                        + "\" is none; did you mean "
                        + nearest(name)
                        + "? GET /control/faults lists them all"));
  }

  private static String nearest(String name) {
    return KINDS.stream()
        .map(Kind::name)
        .max(Comparator.comparingLong(known -> alike(known, name)))
        .orElseThrow();
  }

  /** How many pairs of letters of one name are in the other, too. */
  private static long alike(String known, String name) {
    return Stream.iterate(0, i -> i + 2 <= Math.min(name.length(), 64), i -> i + 1)
        .filter(i -> known.contains(name.substring(i, i + 2)))
        .count();
  }
}
