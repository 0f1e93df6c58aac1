package dev.spywatcher.fault;

import dev.spywatcher.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Where each fault shows, in the order of the catalogue. */
final class Symptoms {

  static final List<Symptom> ALL = new ArrayList<>();

  private static final UnaryOperator<ServerOptions.Builder> USUAL = options -> options;

  private static final UnaryOperator<ServerOptions.Builder> QUICK_HEARTBEAT =
      options -> options.pingInterval(Duration.ofMillis(300)).pingTimeout(Duration.ofMillis(1_200));

  static {
    network();
    outages();
    connection();
    authentication();
    subscriptions();
    moreSubscriptions();
    events();
    analytics();
    errorsAndLimits();
  }

  private Symptoms() {}

  private static void add(String fault, Symptom.Probe probe) {
    add(fault, "", probe);
  }

  private static void add(String fault, String parameters, Symptom.Probe probe) {
    add(fault, parameters, USUAL, probe);
  }

  private static void add(
      String fault,
      String parameters,
      UnaryOperator<ServerOptions.Builder> options,
      Symptom.Probe probe) {
    ALL.add(new Symptom(fault, parameters, options, probe));
  }

  private static void network() {
    add("latency", "{\"delay\":\"900ms\"}", Probes::tenMessages);
    add("jitter", "{\"most\":\"900ms\",\"seed\":7}", Probes::timely);
    add("slow-drain", "{\"bytes\":100}", Probes::tenMessages);
    add("drop", "{\"toxicity\":0.5}", Probes::tenMessages);
    add("duplicate", "{\"toxicity\":0.3}", Probes::tenMessages);
    add("reorder", Probes::order);
    add("corrupt", Probes::tenMessages);
    add("mute-pings", "", QUICK_HEARTBEAT, Probes::heartbeat);
    add("refuse-handshake", "{\"retry\":\"9s\"}", Probes::handshakes);
    add("expire-tokens", world -> Probes.token(world, claims -> claims));
  }

  private static void outages() {
    add("restart", "{\"down\":\"2s\"}", Probes::comingIn);
    add("half-open", "{\"after\":\"300ms\"}", Probes::afterASecond);
    add("lost-pong", "", QUICK_HEARTBEAT, Probes::patience);
    add("error-storm", "{\"rate\":50}", Probes::errors);
  }

  private static void connection() {
    add("no-websocket", Probes::handshakes);
    add("no-polling", Probes::handshakes);
    add("no-upgrade", Probes::upgrade);
    add("lose-on-upgrade", Probes::upgrade);
    add("hide-upgrades", Probes::handshakes);
    add("other-ping-times", Probes::handshakes);
    add("keep-silent-clients", "", QUICK_HEARTBEAT, Probes::silence);
    add("drop-early", "{\"after\":\"400ms\"}", QUICK_HEARTBEAT, Probes::silence);
    add(
        "quiet-disconnect",
        "",
        options -> options.eventRate(2).eventBurst(2),
        world -> Probes.flood(world, 150, 5));
    add("token-once", Probes::twoConnections);
    add("restore-subscriptions", Probes::reconnection);
    add("cors-any-origin", "", Probes.ONE_ORIGIN, Probes::origins);
    add("cors-no-credentials", "", Probes.ONE_ORIGIN, Probes::origins);
    add("old-protocol", Probes::handshakes);
    add("ignore-malformed", Probes::malformed);
    add("malformed-closes-all", Probes::malformed);
    add("no-max-payload", Probes::handshakes);
  }

  private static void authentication() {
    add("no-token-check", world -> Probes.auth(world, "{\"token\":\"rubbish\"}"));
    add("no-token-needed", world -> Probes.auth(world, ""));
    add("other-words-without-token", world -> Probes.auth(world, "{}"));
    add("other-words-for-bad-token", world -> Probes.auth(world, "{\"token\":\"rubbish\"}"));
    add("refuse-without-expiry", world -> Probes.token(world, claims -> claims.expiration(null)));
    add("skip-signature", world -> Probes.auth(world, World.auth(Probes.wronglySigned())));
    add("accept-unsigned", world -> Probes.auth(world, World.auth(Probes.unsigned())));
    add(
        "accept-other-algorithms",
        world -> Probes.auth(world, World.auth(Probes.otherAlgorithm())));
    add("ignore-exp", world -> Probes.token(world, claims -> claims.expiration(Probes.at(-60))));
    add("ignore-nbf", world -> Probes.token(world, claims -> claims.notBefore(Probes.at(60))));
    add(
        "accept-without-discord-id",
        world -> Probes.token(world, claims -> claims.claim("discordId", null)));
    add(
        "accept-blank-discord-id",
        world -> Probes.token(world, claims -> claims.claim("discordId", " ")));
    add(
        "accept-without-access",
        world -> Probes.token(world, claims -> claims.claim("access", null)));
    add(
        "accept-access-false",
        world -> Probes.token(world, claims -> claims.claim("access", false)));
    add("accept-without-role", world -> Probes.token(world, claims -> claims.claim("role", null)));
    add("accept-any-role", world -> Probes.token(world, claims -> claims.claim("role", "OWNER")));
    add("let-banned-in", world -> Probes.token(world, claims -> claims.claim("role", "BANNED")));
    add("slow-rejection", Probes::promptRejection);
    add("serve-rejected", Probes::rejectedAndAsking);
    add("token-in-query", Probes::tokenInQuery);
    add("rejection-closes-others", Probes::rejectionBesideAnother);
    add("rejection-bans", "{\"while\":\"2s\"}", Probes::rejectionThenAnother);
    add("outlive-token", Probes::expiry);
  }

  private static void subscriptions() {
    add("silent-analytics", Probes::bothRooms);
    add("withhold-event", "{\"event\":\"message:new\"}", Probes::bothRooms);
    add("mix-rooms", Probes::analyticsAlone);
    add("analytics-in-guild-room", Probes::guildAlone);
    add("leak-guild", Probes::otherGuild);
    add("subscribe-everyone", Probes::noSubscription);
    add("ignore-unsubscribe", Probes::unsubscribedGuild);
    add("ignore-unsubscribe-analytics", Probes::unsubscribedAnalytics);
    add("unsubscribe-both", Probes::unsubscribedAnalytics);
    add("unsubscribe-everywhere", Probes::unsubscribedByAnother);
    add("one-guild-only", Probes::twoGuilds);
    add("no-permission-check", world -> Probes.asking(world, "\"9\""));
    add("analytics-unchecked", Probes::forbiddenAnalytics);
    add("forbid-silently", world -> Probes.asking(world, "\"9\""));
    add("forbid-by-disconnect", world -> Probes.asking(world, "\"9\""));
    add("forbid-and-subscribe", Probes::forbiddenThenMessage);
    add("forbid-and-end-all", world -> Probes.asking(world, "\"9\""));
    add("accept-bad-ids", world -> Probes.asking(world, "null"));
    add("accept-long-ids", world -> Probes.asking(world, "\"" + "x".repeat(65) + "\""));
    add("numbers-as-ids", world -> Probes.asking(world, "8"));
    add("bad-id-ends-all", world -> Probes.asking(world, "\" \""));
    add("other-words-for-bad-ids", world -> Probes.asking(world, "[]"));
  }

  private static void moreSubscriptions() {
    add("double-subscription", Probes::twice);
    add("counted-subscriptions", Probes::twiceAndOut);
    add("unsubscribe-errors", Probes::unsubscribedUnasked);
    add("tell-unknown-guilds", world -> Probes.asking(world, "\"77\""));
    add("keep-after-leaving", Probes::left);
    add("restore-after-return", Probes::leftAndBack);
    add("no-ack", world -> Probes.asking(world, "\"8\""));
    add("ack-everything", world -> Probes.asking(world, "\"9\""));
    add("admin-needs-membership", world -> Probes.asking(world, "ADMIN", "\"9\""));
    add("moderators-view-all", world -> Probes.asking(world, "MODERATOR", "\"9\""));
    add("late-subscriptions", world -> Probes.asking(world, "\"8\""));
    add("unsubscribe-overtakes", "{\"delay\":\"200ms\"}", Probes::inAndOut);
  }

  private static void events() {
    for (String fault :
        List.of(
            "extra-field",
            "missing-field",
            "number-ids",
            "shift-timestamps",
            "timestamps-with-offset",
            "timestamps-as-numbers",
            "null-channel-name",
            "leak-content",
            "alert-first-platform",
            "alert-on-one-platform",
            "repeat-alerts",
            "other-status-words",
            "hide-offline",
            "role-ids",
            "all-roles",
            "first-role-only",
            "age-in-hours",
            "age-rounded-up",
            "escape-html",
            "strip-names",
            "keep-control-characters")) {
      add(fault, Probes::everyEvent);
    }
    add("stall-one-in-fifty", "{\"every\":5,\"delay\":\"900ms\"}", Probes::timely);
    add("double-one-in-fifty", "{\"every\":5}", Probes::tenMessages);
    add("lose-one-in-fifty", "{\"every\":5}", Probes::tenMessages);
    add("swap-one-in-fifty", "{\"every\":5}", Probes::order);
    add("one-subscriber-only", Probes::twoSubscribers);
  }

  private static void analytics() {
    for (String fault :
        List.of(
            "missing-list",
            "extra-figure",
            "unsorted-figures",
            "wrong-ghost-score",
            "wrong-lurker-score",
            "wrong-channel-count")) {
      add(fault, Probes::figures);
    }
    for (String fault :
        List.of(
            "no-throttle",
            "short-throttle",
            "long-throttle",
            "no-trailing-update",
            "late-update",
            "unchanged-updates")) {
      add(fault, Probes::throttle);
    }
    add("throttle-per-socket", Probes::lateSubscriberOfAnalytics);
    add("throttle-all-guilds", Probes::analyticsOfTwoGuilds);
    add("update-times-differ", Probes::sameUpdate);
  }

  private static void errorsAndLimits() {
    for (String fault : List.of("error-as-string", "error-with-code", "error-with-stack")) {
      add(fault, world -> Probes.asking(world, "\"9\""));
    }
    add("unknown-event-disconnects", Probes::unknownEvent);
    add("unknown-event-errors", Probes::unknownEvent);
    add("no-connection-rate", "", options -> options.connectionRate(3), Probes::manyHandshakes);
    add("no-retry-after", "", options -> options.connectionRate(3), Probes::manyHandshakes);
    add(
        "no-connection-limit",
        "",
        options -> options.maxConnectionsPerIp(3),
        Probes::manyHandshakes);
    add(
        "slots-never-return",
        "",
        options -> options.maxConnectionsPerIp(3),
        Probes::handshakesInTurn);
    UnaryOperator<ServerOptions.Builder> fewEvents = options -> options.eventRate(5).eventBurst(5);
    add("no-event-rate", "", fewEvents, world -> Probes.flood(world, 1, 50));
    add("throttle-silently", "", fewEvents, world -> Probes.flood(world, 1, 50));
    add(
        "keep-flooders",
        "",
        options -> options.eventRate(2).eventBurst(2),
        world -> Probes.flood(world, 150, 5));
    add("disconnect-at-once", "", fewEvents, world -> Probes.flood(world, 1, 50));
    add("no-reconnect-limit", "", options -> options.reconnectLimit(3), Probes::manyHandshakes);
    add(
        "one-address",
        "",
        options -> options.maxConnectionsPerIp(2).trustedProxies(List.of("127.0.0.1")),
        Probes::handshakesOfManyAddresses);
    add("one-event-rate", "", options -> options.eventRate(1).eventBurst(20), Probes::twoTalkers);
    add(
        "trust-everyone",
        "",
        options -> options.maxConnectionsPerIp(2),
        Probes::handshakesOfManyAddresses);
    add("no-subscription-limit", "", options -> options.maxSubscriptions(1), Probes::twoGuilds);
  }
}
