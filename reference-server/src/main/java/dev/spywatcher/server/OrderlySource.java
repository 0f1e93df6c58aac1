package dev.spywatcher.server;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Memberships;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A source whose calls never overlap, and which is not called again once it has been closed. */
final class OrderlySource implements DiscordSource {

  private final DiscordSource source;
  private boolean closed;

  OrderlySource(DiscordSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public synchronized void start(SourceContext context) {
    source.start(context);
  }

  @Override
  public synchronized void reset() {
    if (!closed) {
      source.reset();
    }
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
  public @Nullable Memberships memberships() {
    return source.memberships();
  }

  @Override
  public @Nullable Repertoire repertoire() {
    Repertoire repertoire = source.repertoire();
    return repertoire == null ? null : new Orderly(repertoire);
  }

  /** A repertoire whose calls do not overlap with those of its source. */
  private final class Orderly implements Repertoire {
    private final Repertoire repertoire;

    private Orderly(Repertoire repertoire) {
      this.repertoire = repertoire;
    }

    @Override
    public List<Piece> pieces() {
      return repertoire.pieces();
    }

    @Override
    public Playing playing() {
      return repertoire.playing();
    }

    @Override
    public void check(Playing next) {
      repertoire.check(next);
    }

    @Override
    public void play(Playing next) {
      synchronized (OrderlySource.this) {
        if (!closed) {
          repertoire.play(next);
        }
      }
    }

    @Override
    public void pace(double speed) {
      synchronized (OrderlySource.this) {
        if (!closed) {
          repertoire.pace(speed);
        }
      }
    }

    @Override
    public void pace(double speed, Instant at) {
      synchronized (OrderlySource.this) {
        if (!closed) {
          repertoire.pace(speed, at);
        }
      }
    }

    @Override
    public @Nullable String persona(String guildId, String userId) {
      return repertoire.persona(guildId, userId);
    }
  }

  @Override
  public SourceState state() {
    return source.state();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      source.close();
    }
  }
}
