package dev.spywatcher.features.steps;

import dev.spywatcher.features.engineio.Pulse;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.process.Configured;
import dev.spywatcher.features.process.OwnPair;
import dev.spywatcher.features.process.OwnServer;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.stimulus.DiscordStimulus;
import dev.spywatcher.features.stimulus.Stimulus;
import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The service of one scenario: the implementation under judgement, or, where that is the packaged
 * server, one of its kind in the configuration that the scenario needs. A scenario has addresses of
 * its own to connect from.
 */
public final class Service {
  private static final String HOME = "home";
  private static final Duration MOST_LEEWAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

  private final Map<String, Place> places = new HashMap<>();
  private Duration delay = Duration.ZERO;
  private final Set<String> newcomers = new HashSet<>();
  private @Nullable Target target;
  private @Nullable Stimulus stimulus;
  private @Nullable Configured own;
  private @Nullable Target other;

  Target target() {
    Target current = target;
    if (current == null) {
      current = Target.named();
      target = current;
    }
    return current;
  }

  Stimulus stimulus() {
    Stimulus current = stimulus;
    if (current == null) {
      current = DiscordStimulus.of(target());
      stimulus = current;
    }
    return current;
  }

  /** From here on the scenario is about another service. */
  void turnTo(Target other) {
    target = other;
    stimulus = null;
    places.clear();
  }

  /** Whether a Discord tells the service what happens. */
  boolean isBehindDiscord() {
    return DiscordStimulus.isBehind(target());
  }

  /** Turns to a service of which a setting is known, or skips the scenario. */
  void turnToOneWith(Setting setting) {
    if (ServerProcess.isUnderJudgement()) {
      OwnServer server = OwnServer.with(setting);
      own = server;
      turnTo(server.target());
    } else if (setting.told() == null) {
      throw skipped("it is not told (--%s) what the service has been given", setting.option());
    }
  }

  /** Turns to a pair of servers that the suite has started. */
  void turnTo(OwnPair pair) {
    own = pair;
    turnTo(pair.first());
    other = pair.other();
  }

  /** The same, where a Discord tells both what happens. */
  void turnTo(OwnPair pair, URI callsToDiscord) {
    own = pair;
    turnTo(pair.first().withInjectUrl(callsToDiscord));
    other = pair.other().withInjectUrl(callsToDiscord);
  }

  /** Of its two servers the other alone is left. */
  void goOnAtOther() {
    Target left = other();
    target = left;
    stimulus = DiscordStimulus.of(left);
  }

  /** Another server of the service, or the scenario is skipped. */
  Target other() {
    Target current = other == null ? Target.otherNamed() : other;
    if (current == null) {
      throw skipped("it is not told (--other-url) where another server of the service is");
    }
    other = current;
    return current;
  }

  /** From here on Discord events come in at one of its servers. */
  void letComeInAt(Target server) {
    stimulus = DiscordStimulus.of(server);
  }

  /** What a setting is, or null where that is not known. */
  @Nullable String setting(Setting setting) {
    return own != null ? own.setting(setting) : setting.told();
  }

  /** What a setting is, of a service that was turned to because of it. */
  String known(Setting setting) {
    String value = setting(setting);
    if (value == null) {
      throw skipped("it is not told (--%s) what the service has been given", setting.option());
    }
    return value;
  }

  int count(Setting setting) {
    return Integer.parseInt(known(setting));
  }

  /** Skips the scenario unless it is the packaged server that is judged. */
  static void onlyThePackagedServer() {
    if (!ServerProcess.isUnderJudgement()) {
      throw skipped("it starts and stops a server, which only the packaged one lets it");
    }
  }

  static TestAbortedException skipped(String format, Object... arguments) {
    return new TestAbortedException(format.formatted(arguments));
  }

  /** Notes how long a request takes now that nothing is asked with. */
  void feelPulse() {
    letInAfter(Pulse.felt(target()));
  }

  /** Notes how long it took until a client was let in. */
  void letInAfter(Duration taken) {
    delay = longer(taken);
  }

  /**
   * What a request may be late on its way on a busy machine: as long as the scenario's slowest
   * client needed to connect, or a bot to hear of a guild. Next to nothing on any other.
   */
  Duration delay() {
    Stimulus current = stimulus;
    return current == null ? delay : longer(current.lag());
  }

  private Duration longer(Duration lag) {
    Duration bounded = lag.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : lag;
    return bounded.compareTo(delay) > 0 ? bounded : delay;
  }

  /**
   * What a promise of a second is given beside it: as much, but a second at most, since a service
   * that is slow to connect shall not be let off for it.
   */
  Duration leeway() {
    return leeway(delay());
  }

  /** The same for a client that took so long to connect. */
  static Duration leeway(Duration delay) {
    return delay.compareTo(MOST_LEEWAY) > 0 ? MOST_LEEWAY : delay;
  }

  /** Notes a member who was put into a guild that there was before. */
  void broughtIn(String userId) {
    if (isBehindDiscord()) {
      newcomers.add(userId);
    }
  }

  /** Whether a join may be told that no step has made: Discord tells of whoever is put. */
  boolean mayHaveJoined(String userId) {
    return newcomers.contains(userId);
  }

  /** Where clients of the scenario are unless it says otherwise. */
  Place home() {
    return places.computeIfAbsent(HOME, name -> Place.fresh(target().url()));
  }

  /** Somewhere with an address of its own, or the scenario is skipped. */
  Place place(String name) {
    Place place = places.computeIfAbsent(name, fresh -> Place.fresh(target().url()));
    if (!place.isDistinct()) {
      throw skipped("it needs addresses of its own, which only a target on 127.0.0.1 lets it have");
    }
    return place;
  }
}
