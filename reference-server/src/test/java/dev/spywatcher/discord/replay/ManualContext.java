package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that remembers what it was given, and whose clock moves only when it is told to. */
final class ManualContext implements SourceContext {

  private record Task(Instant due, long order, Runnable action) {}

  final List<GuildDefinition> guilds = new CopyOnWriteArrayList<>();
  final List<DiscordEvent> events = new CopyOnWriteArrayList<>();
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
  private Instant now;
  private long order;

  /** What it does with a guild, before it remembers it. */
  volatile Runnable onGuild = () -> {};

  ManualContext(Instant now) {
    this.now = now;
  }

  /** Moves on; what falls due runs at the time it was due at. */
  void advance(Duration by) {
    Instant until = now.plus(by);
    while (!tasks.isEmpty() && !tasks.element().due().isAfter(until)) {
      Task task = tasks.remove();
      now = task.due();
      task.action().run();
    }
    now = until;
  }

  /** Runs what is due next, if that is now, and nothing else. */
  void runOne() {
    if (!tasks.isEmpty() && !tasks.element().due().isAfter(now)) {
      tasks.remove().action().run();
    }
  }

  int waiting() {
    return tasks.size();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    Task waiting = new Task(now.plus(delay.isNegative() ? Duration.ZERO : delay), order++, task);
    tasks.add(waiting);
    return () -> tasks.remove(waiting);
  }

  @Override
  public void guild(GuildDefinition guild) {
    onGuild.run();
    guilds.add(guild);
  }

  @Override
  public void event(DiscordEvent event) {
    events.add(event);
  }
}
