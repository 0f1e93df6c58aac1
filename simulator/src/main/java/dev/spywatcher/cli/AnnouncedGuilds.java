package dev.spywatcher.cli;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Memberships;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.scenario.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A source that remembers the guilds which the source behind it announces, for the screen that
 * {@code serve} prints. Asking the control API instead would cost the start-up of an HTTP client.
 */
final class AnnouncedGuilds implements DiscordSource {
  private final DiscordSource source;
  private final Map<String, Row> rows = Collections.synchronizedMap(new LinkedHashMap<>());

  /** What the screen says about a guild. */
  record Row(String id, String name, int members) {}

  AnnouncedGuilds(DiscordSource source) {
    this.source = source;
  }

  /** By id, as every server of a service knows them. */
  List<Row> rows() {
    synchronized (rows) {
      return rows.values().stream().sorted(Comparator.comparing(Row::id, Snowflake.ORDER)).toList();
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public @Nullable Memberships memberships() {
    return source.memberships();
  }

  @Override
  public @Nullable Repertoire repertoire() {
    return source.repertoire();
  }

  @Override
  public boolean sharded() {
    return source.sharded();
  }

  @Override
  public CompletionStage<?> open(int shard, int of) {
    return source.open(shard, of);
  }

  @Override
  public void shut(int shard) {
    source.shut(shard);
  }

  @Override
  public SourceState state() {
    return source.state();
  }

  @Override
  public void start(SourceContext context) {
    source.start(new Listening(context));
  }

  @Override
  public void reset() {
    source.reset();
  }

  @Override
  public void close() {
    source.close();
  }

  private final class Listening implements SourceContext {
    private final SourceContext context;

    private Listening(SourceContext context) {
      this.context = context;
    }

    @Override
    public Instant now() {
      return context.now();
    }

    @Override
    public Instant beginning() {
      return context.beginning();
    }

    @Override
    public boolean opensShards() {
      return context.opensShards();
    }

    @Override
    public CompletionStage<?> loginTurn() {
      return context.loginTurn();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      return context.schedule(delay, task);
    }

    @Override
    public void guild(GuildDefinition guild) {
      rows.put(guild.id(), new Row(guild.id(), guild.name(), guild.members().size()));
      context.guild(guild);
    }

    @Override
    public void event(DiscordEvent event) {
      context.event(event);
    }

    @Override
    public boolean congested() {
      return context.congested();
    }

    @Override
    public FaultSwitches faults() {
      return context.faults();
    }

    @Override
    public Duration longestPause() {
      return context.longestPause();
    }
  }
}
