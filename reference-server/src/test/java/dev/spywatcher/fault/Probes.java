package dev.spywatcher.fault;

import static org.awaitility.Awaitility.await;

import dev.spywatcher.server.ServerOptions;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What a client may look at; the same each time on a server that keeps the rules. */
final class Probes {

  static final UnaryOperator<ServerOptions.Builder> ONE_ORIGIN =
      options -> options.corsOrigins(List.of("https://good.example"));

  private Probes() {}

  // The network

  static List<String> tenMessages(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    ear.hears();
    world.messages("7", 10);
    return ear.hears();
  }

  /** Whether all of ten messages have come after a short while. */
  static List<String> timely(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    ear.hears();
    world.messages("7", 10);
    return ear.hearsFor(Duration.ofMillis(200));
  }

  static List<String> order(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    ear.hears();
    for (String platforms : List.of("web", "desktop", "mobile", "web", "desktop", "mobile")) {
      world.event(
          "presence", "7", "1", "\"status\":\"online\",\"platforms\":[\"" + platforms + "\"]");
      world.message("7", "2");
    }
    return ear.hears();
  }

  static List<String> heartbeat(World world) {
    Ear ear = world.connect("1");
    return List.of("pinged: " + ear.hearsFor(Duration.ofMillis(800)).contains("ping"));
  }

  /** When a client that falls silent is dropped: after 1.5 s. */
  static List<String> silence(World world) {
    Ear ear = world.connect("1").fallSilent();
    boolean early = ear.hearsFor(Duration.ofMillis(900)).contains("closed");
    boolean inTime = early || ear.hearsFor(Duration.ofSeconds(3)).contains("closed");
    return List.of("early: " + early, "in time: " + inTime);
  }

  // Outages

  /** Whether a handshake succeeds at once, and after a while. */
  static List<String> comingIn(World world) {
    boolean atOnce = isLetIn(world);
    await().atMost(Duration.ofSeconds(10)).until(() -> isLetIn(world));
    return List.of("at once: " + atOnce, "in the end: true");
  }

  private static boolean isLetIn(World world) {
    try {
      return world.handshake(World.POLLING).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** What a subscriber hears of a message that comes a second later. */
  static List<String> afterASecond(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    ear.hearsFor(Duration.ofSeconds(1));
    world.message("7", "1");
    return ear.hears();
  }

  /** Whether a client that answers its pings is kept; one that does not is dropped after 1.5 s. */
  static List<String> patience(World world) {
    Ear ear = world.connect("1");
    return List.of("kept: " + !ear.hearsFor(Duration.ofMillis(2_500)).contains("closed"));
  }

  static List<String> errors(World world) {
    Ear ear = world.connect("1");
    return ear.hearsFor(Duration.ofMillis(500)).stream().distinct().toList();
  }

  // Connections

  static List<String> handshakes(World world) {
    List<String> seen = new ArrayList<>();
    for (String query :
        List.of(World.POLLING, "EIO=3&transport=polling", "EIO=4&transport=telegraph")) {
      HttpResponse<String> answer = world.handshake(query);
      seen.add(answer.statusCode() + Ear.plain(answer.body()));
    }
    seen.addAll(world.open("").hearsHandshake());
    return seen;
  }

  static List<String> upgrade(World world) {
    world.handshake(World.POLLING);
    String session = World.POLLING + "&sid=" + world.sid();
    world.http("POST", session, "40" + World.auth(World.token(claims -> claims)));
    world.http("POST", session, "42[\"subscribe:guild\",\"7\"]");
    List<String> seen = new ArrayList<>(List.of(Ear.plain(world.http("GET", session, "").body())));
    Ear ear = world.open("&sid=" + world.sid()).say("2probe");
    seen.addAll(ear.hears(Duration.ofMillis(500)));
    world.message("7", "1");
    seen.addAll(ear.hears(Duration.ofMillis(300)));
    ear.say("5");
    seen.addAll(ear.hears());
    return seen;
  }

  static List<String> twoConnections(World world) {
    String auth = World.auth(World.token(claims -> claims));
    List<String> seen = new ArrayList<>(world.show(auth).hearsVerdict());
    seen.addAll(world.show(auth).hearsVerdict());
    return seen;
  }

  static List<String> reconnection(World world) {
    Ear first = world.connect("1").subscribe("guild", "7");
    List<String> seen = new ArrayList<>(first.hears());
    first.close();
    seen.addAll(afterMessage(world, world.connect("1"), "7"));
    return seen;
  }

  static List<String> origins(World world) {
    List<String> seen = new ArrayList<>();
    for (String origin : List.of("https://good.example", "https://bad.example")) {
      HttpResponse<String> answer = world.handshake(World.POLLING, "Origin", origin);
      seen.add(
          origin
              + answer.headers().firstValue("access-control-allow-origin")
              + answer.headers().firstValue("access-control-allow-credentials"));
    }
    return seen;
  }

  static List<String> malformed(World world) {
    Ear other = world.connect("2").subscribe("guild", "7");
    Ear ear = world.connect("1").say("42{}");
    List<String> seen = new ArrayList<>(ear.hears());
    world.message("7", "1");
    seen.addAll(other.hears());
    return seen;
  }

  // Authentication

  static List<String> auth(World world, String auth) {
    return world.show(auth).hearsVerdict();
  }

  static List<String> token(World world, UnaryOperator<JwtBuilder> change) {
    return auth(world, World.auth(World.token(change)));
  }

  /** What a client without a token is told within two seconds. */
  static List<String> promptRejection(World world) {
    Ear ear = world.show("{}");
    ear.hearsHandshake();
    return ear.hearsFor(Duration.ofSeconds(2));
  }

  static Date at(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static JwtBuilder claims() {
    return Jwts.builder().claim("discordId", "1").claim("access", true).claim("role", "USER");
  }

  static String wronglySigned() {
    return claims()
        .signWith(
            Keys.hmacShaKeyFor(
                "another secret, as long as it has to be".getBytes(StandardCharsets.UTF_8)))
        .compact();
  }

  static String unsigned() {
    return claims().compact();
  }

  static String otherAlgorithm() {
    return claims()
        .signWith(
            Keys.hmacShaKeyFor("s".repeat(64).getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS512)
        .compact();
  }

  static List<String> rejectedAndAsking(World world) {
    Ear ear = world.show("{}").subscribe("guild", "7");
    List<String> seen = new ArrayList<>(ear.hears(Duration.ofMillis(500)));
    world.message("7", "1");
    seen.addAll(ear.hears(Duration.ofMillis(500)));
    return seen;
  }

  static List<String> tokenInQuery(World world) {
    Ear ear = world.open("&token=" + World.token(claims -> claims)).say("40");
    return ear.hearsVerdict();
  }

  static List<String> rejectionBesideAnother(World world) {
    Ear other = world.connect("1");
    List<String> seen = new ArrayList<>(world.show("{}").hearsVerdict());
    seen.addAll(other.hears());
    return seen;
  }

  static List<String> rejectionThenAnother(World world) {
    List<String> seen = new ArrayList<>(world.show("{}").hearsVerdict());
    seen.addAll(token(world, claims -> claims));
    return seen;
  }

  static List<String> expiry(World world) {
    Date expiry = world.later(Duration.ofHours(1));
    Ear ear = world.show(World.auth(World.token(claims -> claims.expiration(expiry))));
    List<String> seen = new ArrayList<>(ear.hearsVerdict());
    seen.addAll(ear.hears());
    world.advance(Duration.ofHours(2));
    seen.addAll(ear.hears());
    return seen;
  }

  // Rooms

  private static List<String> afterMessage(World world, Ear ear, String guildId) {
    List<String> seen = new ArrayList<>(ear.hears());
    world.message(guildId, "2");
    seen.addAll(ear.hears());
    // A server that breaks the rules may have answered before it delivered.
    seen.addAll(ear.hears(Duration.ofMillis(300)));
    return seen;
  }

  static List<String> bothRooms(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7").subscribe("analytics", "7");
    return afterMessage(world, ear, "7");
  }

  static List<String> analyticsAlone(World world) {
    return afterMessage(world, world.connect("1").subscribe("analytics", "7"), "7");
  }

  static List<String> guildAlone(World world) {
    // The update is made where somebody is subscribed to it.
    world.connect("2").subscribe("analytics", "7");
    return afterMessage(world, world.connect("1").subscribe("guild", "7"), "7");
  }

  static List<String> otherGuild(World world) {
    return afterMessage(world, world.connect("1").subscribe("guild", "7"), "8");
  }

  static List<String> noSubscription(World world) {
    return afterMessage(world, world.connect("1"), "7");
  }

  static List<String> unsubscribedGuild(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7").unsubscribe("guild", "7");
    return afterMessage(world, ear, "7");
  }

  static List<String> unsubscribedAnalytics(World world) {
    Ear ear =
        world
            .connect("1")
            .subscribe("guild", "7")
            .subscribe("analytics", "7")
            .unsubscribe("analytics", "7");
    return afterMessage(world, ear, "7");
  }

  static List<String> unsubscribedByAnother(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    Ear other = world.connect("1").subscribe("guild", "7");
    other.hears();
    other.unsubscribe("guild", "7").hears();
    return afterMessage(world, ear, "7");
  }

  static List<String> twoGuilds(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7").subscribe("guild", "8");
    List<String> seen = afterMessage(world, ear, "7");
    seen.addAll(afterMessage(world, ear, "8"));
    return seen;
  }

  /** Subscribed to guild 7, asks for another. */
  static List<String> asking(World world, String guildId) {
    return asking(world, "USER", guildId);
  }

  static List<String> asking(World world, String role, String guildId) {
    Ear ear = world.connect("1", role).subscribe("guild", "7");
    List<String> seen = new ArrayList<>(ear.hears());
    ear.say("425[\"subscribe:guild\"," + guildId + "]");
    seen.addAll(afterMessage(world, ear, "7"));
    return seen;
  }

  static List<String> forbiddenAnalytics(World world) {
    return afterMessage(world, world.connect("1").subscribe("analytics", "9"), "9");
  }

  static List<String> forbiddenThenMessage(World world) {
    return afterMessage(world, world.connect("1").subscribe("guild", "9"), "9");
  }

  static List<String> twice(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7").subscribe("guild", "7");
    return afterMessage(world, ear, "7");
  }

  static List<String> twiceAndOut(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7").subscribe("guild", "7");
    ear.hears();
    return afterMessage(world, ear.unsubscribe("guild", "7"), "7");
  }

  static List<String> unsubscribedUnasked(World world) {
    return world.connect("1").unsubscribe("guild", "7").hears();
  }

  static List<String> left(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    ear.hears();
    world.event("leave", "7", "1", "");
    return afterMessage(world, ear, "7");
  }

  static List<String> leftAndBack(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    ear.hears();
    world.event("leave", "7", "1", "");
    world.guild("7", "1", "2");
    ear.hears(Duration.ofMillis(900));
    return afterMessage(world, ear, "7");
  }

  static List<String> inAndOut(World world) {
    Ear ear = world.connect("1").say("42[\"subscribe:guild\",\"7\"]").unsubscribe("guild", "7");
    ear.hears(Duration.ofMillis(500));
    return afterMessage(world, ear, "7");
  }

  static List<String> twoSubscribers(World world) {
    Ear one = world.connect("1").subscribe("guild", "7");
    Ear two = world.connect("2").subscribe("guild", "7");
    one.hears();
    List<String> seen = afterMessage(world, two, "7");
    seen.addAll(one.hears());
    return seen;
  }

  // Events

  static List<String> everyEvent(World world) {
    Ear ear = world.connect("1").subscribe("guild", "7");
    ear.hears();
    world.message("7", "1");
    for (String presence :
        List.of(
            "\"status\":\"dnd\",\"platforms\":[\"web\",\"desktop\"]",
            "\"status\":\"idle\",\"platforms\":[\"web\",\"desktop\"]",
            "\"status\":\"online\",\"platforms\":[\"web\"]",
            "\"status\":\"offline\",\"platforms\":[]")) {
      world.event("presence", "7", "2", presence);
    }
    world.event("roles", "7", "2", "\"roles\":[\"50\",\"51\",\"52\"]");
    world.event(
        "join",
        "7",
        "3",
        "\"username\":\"eve\",\"bot\":false,\"createdAt\":\""
            + Instant.now().minus(Duration.ofHours(252))
            + "\"");
    return ear.hears();
  }

  // Analytics

  static List<String> figures(World world) {
    Ear ear = world.connect("1").subscribe("analytics", "7");
    ear.hears();
    for (String user : List.of("1", "1", "2")) {
      world.event("typing", "7", user, "\"channelId\":\"70\"");
    }
    world.event("typing", "7", "1", "\"channelId\":\"71\"");
    for (String user : List.of("4", "5")) {
      world.event(
          "join",
          "7",
          user,
          "\"username\":\"lurker\",\"bot\":false,\"createdAt\":\"2020-01-01T00:00:00Z\"");
      world.event("presence", "7", user, "\"status\":\"online\",\"platforms\":[\"web\"]");
    }
    world.event("presence", "7", "4", "\"status\":\"idle\",\"platforms\":[\"web\"]");
    world.advance(Duration.ofSeconds(31));
    return ear.hears();
  }

  /** How many updates come at each step. */
  static List<String> throttle(World world) {
    Ear ear = world.connect("1").subscribe("analytics", "7");
    ear.hears();
    List<String> seen = new ArrayList<>();
    world.message("7", "1");
    seen.add("at once " + ear.hears().size());
    world.message("7", "2").advance(Duration.ofSeconds(1));
    seen.add("after 1 s " + ear.hears().size());
    world.advance(Duration.ofSeconds(21));
    seen.add("after 22 s " + ear.hears().size());
    world.advance(Duration.ofSeconds(9));
    seen.add("after 31 s " + ear.hears().size());
    world.advance(Duration.ofSeconds(45));
    seen.add("after nothing " + ear.hears().size());
    return seen;
  }

  static List<String> lateSubscriberOfAnalytics(World world) {
    Ear one = world.connect("1").subscribe("analytics", "7");
    one.hears();
    world.message("7", "1");
    Ear two = world.connect("2").subscribe("analytics", "7");
    two.hears();
    world.message("7", "2").advance(Duration.ofSeconds(2));
    return List.of("the first " + one.hears().size(), "the second " + two.hears().size());
  }

  static List<String> analyticsOfTwoGuilds(World world) {
    Ear ear = world.connect("1").subscribe("analytics", "7").subscribe("analytics", "8");
    ear.hears();
    world.message("7", "1").message("8", "1");
    return List.of(ear.hears().size() + " updates");
  }

  static List<String> sameUpdate(World world) {
    Ear one = world.connect("1").subscribe("analytics", "7");
    Ear two = world.connect("2").subscribe("analytics", "7");
    one.hears();
    two.hears();
    world.message("7", "1");
    one.hears();
    two.hears();
    return List.of("the same: " + one.raw().equals(two.raw()));
  }

  // Errors and limits

  static List<String> unknownEvent(World world) {
    return world.connect("1").say("42[\"what:ever\",1]").hears();
  }

  static List<String> manyHandshakes(World world) {
    return fiveTimes(i -> shown(world.handshake(World.POLLING)));
  }

  private static String shown(HttpResponse<String> answer) {
    return answer.statusCode()
        + Ear.plain(answer.body())
        + answer.headers().firstValue("retry-after").map(value -> " retry").orElse("");
  }

  static List<String> handshakesInTurn(World world) {
    return fiveTimes(
        i -> {
          Ear ear = world.open("");
          String heard = String.join(" ", ear.hearsHandshake());
          ear.close();
          world.awaitNoSession();
          return heard;
        });
  }

  static List<String> handshakesOfManyAddresses(World world) {
    return fiveTimes(
        i -> shown(world.handshake(World.POLLING, "X-Forwarded-For", "203.0.113." + i)));
  }

  /** Sends so many events at once, so many times, far less than a second apart. */
  static List<String> flood(World world, int times, int events) {
    Ear ear = world.connect("1");
    for (int i = 0; i < times; i++) {
      for (int event = 0; event < events; event++) {
        ear.say("42[\"what:ever\"]");
      }
      ear.settle();
      world.advance(Duration.ofMillis(300));
    }
    return ear.hears(Duration.ofMillis(500)).stream().distinct().toList();
  }

  /** Asks ten questions, which its own share allows, after another has used up more than that. */
  static List<String> twoTalkers(World world) {
    Ear one = world.connect("1");
    Ear two = world.connect("2");
    for (int i = 0; i < 100; i++) {
      one.say("42[\"what:ever\"]");
    }
    one.settle();
    for (int i = 0; i < 10; i++) {
      two.say("423[\"unsubscribe:guild\",\"7\"]");
    }
    two.settle();
    long answers =
        two.hears(Duration.ofMillis(500)).stream()
            .filter(packet -> packet.startsWith("433"))
            .count();
    return List.of("all answered: " + (answers == 10));
  }

  private static List<String> fiveTimes(IntFunction<String> step) {
    return IntStream.range(0, 5).mapToObj(step).toList();
  }
}
