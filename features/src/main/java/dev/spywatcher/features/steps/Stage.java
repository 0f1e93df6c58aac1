package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.target.Patience;
import dev.spywatcher.features.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the Discord events of a scenario happen. Before one does, every request of the clients is
 * given the two seconds that it may take to have effect.
 */
public final class Stage {
  /** What the rules give a request to take effect, and the suite an event not to come. */
  static final Duration WINDOW = Duration.ofSeconds(2);

  private final Service service;
  private final Announcements announcements;
  private final Map<String, Guild> put = new HashMap<>();
  private final List<DiscordEvent> all = new ArrayList<>();
  private final List<DiscordEvent> latest = new ArrayList<>();
  private final List<Expectation> expected = new ArrayList<>();
  private boolean told;
  private boolean unsettled;
  private long lastRequest = System.nanoTime() - WINDOW.toNanos();
  private long settledFor = lastRequest;
  private long lastRaised = lastRequest;
  private Instant raisedFrom = Instant.MIN;

  public Stage(Service service, Announcements announcements) {
    this.service = service;
    this.announcements = announcements;
  }

  void put(Guild guild) {
    Guild before = put.put(guild.id(), guild);
    if (before != null) {
      guild.members().stream()
          .filter(member -> !before.has(member.userId()))
          .forEach(member -> service.broughtIn(member.userId()));
    }
    service.stimulus().put(guild);
  }

  /** What happened before a client asks for something has been heard of when it does. */
  void beforeRequest() {
    if (unsettled) {
      unsettled = false;
      service.stimulus().settle();
    }
  }

  /** From here on what happens comes in at one of the service's servers. */
  void comesInAt(Target server) {
    beforeRequest();
    service.letComeInAt(server);
  }

  /** Notes that a client has asked for something that takes effect some time later. */
  void requested() {
    lastRequest = System.nanoTime();
  }

  /**
   * Gives every request, and a change of transport, its time: on a busy machine there and back, as
   * it is by then.
   */
  void settle() {
    waitUntil(takenEffect());
    if (settledFor != lastRequest) {
      settledFor = lastRequest;
      service.feelPulse();
      waitUntil(takenEffect());
    }
  }

  private long takenEffect() {
    Duration late = service.delay().multipliedBy(2);
    return lastRequest + Patience.stretched(WINDOW).plus(late).toNanos();
  }

  /** Makes events happen once every request has had its time. */
  void raise(List<DiscordEvent> events) {
    settle();
    Instant now = Instant.now();
    raiseWithoutDelay(
        events.stream().map(event -> isPast(event, now) ? event : event.at(now)).toList());
  }

  /** What is to have happened long ago, rather than now that every request had its time. */
  private static boolean isPast(DiscordEvent event, Instant now) {
    return event.timestamp().isBefore(now.minus(WINDOW.multipliedBy(5)));
  }

  void raise(DiscordEvent event) {
    raise(List.of(event));
  }

  void raiseWithoutDelay(List<DiscordEvent> events) {
    if (told) {
      latest.clear();
      expected.clear();
      told = false;
    }
    for (DiscordEvent event : events) {
      expected.addAll(announcements.of(event));
    }
    events.stream()
        .filter(DiscordEvent.Leave.class::isInstance)
        .forEach(
            leave ->
                put.computeIfPresent(
                    leave.guildId(), (id, guild) -> guild.without(leave.userId())));
    all.addAll(events);
    latest.addAll(events);
    raisedFrom = Instant.now();
    service.stimulus().raise(events);
    unsettled = true;
    lastRaised = System.nanoTime();
  }

  /** When the last that happened began to happen: nothing that tells of it was sent before. */
  Instant raisedFrom() {
    return raisedFrom;
  }

  /** Notes that a client was asked what it was told: what happens next starts a new chapter. */
  void asked() {
    told = true;
  }

  /** What a subscriber is to be told of all that happened since it was last asked. */
  List<Expectation> expected() {
    asked();
    return List.copyOf(expected);
  }

  /** What happened since it was last asked what is to be told. */
  List<DiscordEvent> latest() {
    return List.copyOf(latest);
  }

  /** All that happened in a guild. */
  List<DiscordEvent> history(Guild guild, Instant since) {
    return all.stream()
        .filter(event -> event.guildId().equals(guild.id()) && event.timestamp().isAfter(since))
        .toList();
  }

  /** Waits until what should not come has had its time to come all the same. */
  void waitForStrays() {
    waitUntil(Math.max(lastRaised, lastRequest) + WINDOW.toNanos());
  }

  /** Lets a time pass in which nothing is to come. */
  void waitSinceRaised(Duration duration) {
    waitUntil(lastRaised + duration.toNanos());
  }

  /** Lets a time pass from now on. */
  void pause(Duration duration) {
    waitUntil(System.nanoTime() + duration.toNanos());
  }

  /** Waits for a moment of the monotonic clock. */
  static void waitUntil(long end) {
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
      if (Thread.interrupted()) {
        throw new IllegalStateException("interrupted in the middle of a scenario");
      }
    }
  }
}
