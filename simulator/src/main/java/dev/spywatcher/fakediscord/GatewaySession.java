package dev.spywatcher.fakediscord;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bot began by IDENTIFY: numbers what it is told, keeps it for a while, and outlives the
 * connection. Not thread-safe: guarded by {@link World}.
 */
final class GatewaySession {

  private final String id;
  private final GatewayCommand.Identify identity;
  private final Instant begun;
  private final ReplayBuffer replay;
  private @Nullable GatewayConnection connection;
  private long sequence;
  private long confirmed;
  private Duration lag = Duration.ZERO;
  private long detachedNanos;
  private int resumes;

  GatewaySession(
      String id,
      GatewayCommand.Identify identity,
      Instant begun,
      int replayLimit,
      GatewayConnection connection) {
    this.id = id;
    this.identity = identity;
    this.begun = begun;
    this.replay = new ReplayBuffer(replayLimit);
    this.connection = connection;
  }

  String id() {
    return id;
  }

  GatewayCommand.Identify identity() {
    return identity;
  }

  @Nullable GatewayConnection connection() {
    return connection;
  }

  /** Whether it hears of that guild at all. */
  boolean holds(LiveGuild guild) {
    return identity.shard().holds(guild.number());
  }

  /** Tells the bot, now or after a RESUME, unless it did not ask for this. */
  void dispatch(Dispatch dispatch) {
    Intent intent = dispatch.intent();
    boolean wanted = intent == null || identity.intents().contains(intent);
    boolean held = dispatch.guildId() == 0 || identity.shard().holds(dispatch.guildId());
    if (wanted && held) {
      byte[] payload = numbered(dispatch.name(), dispatch.dataFor(identity.intents()));
      replay.add(sequence, payload);
      deliver(payload);
    }
  }

  /**
   * Goes on, on another connection: what was missed comes first, then RESUMED.
   *
   * @param seen the last sequence number that the bot has seen
   * @return whether it could; {@code false} where some of what was missed is forgotten
   */
  boolean resume(GatewayConnection resumed, long seen) {
    List<byte[]> missed = replay.after(seen);
    if (missed == null) {
      return false;
    }
    connection = resumed;
    resumes++;
    missed.forEach(this::deliver);
    ObjectNode trace = Json.object();
    trace.putArray("_trace").add("spywatcher");
    byte[] payload = numbered("RESUMED", Json.bytes(trace));
    replay.add(sequence, payload);
    deliver(payload);
    return true;
  }

  /** Whether that number has been given out. */
  boolean reached(long number) {
    return number >= 0 && number <= sequence;
  }

  /** The bot has seen what it was told, up to that number. */
  void confirm(long number, Duration after) {
    lag = after;
    confirmed = Math.max(confirmed, Math.min(number, sequence));
  }

  /** Goes on without a connection, until a RESUME. */
  void detach() {
    connection = null;
    detachedNanos = System.nanoTime();
  }

  /** Whether nobody has resumed it for that long. */
  boolean abandoned(long nanos) {
    return connection == null && System.nanoTime() - detachedNanos > nanos;
  }

  Identified described() {
    return new Identified(
        id,
        identity.library(),
        identity.shard(),
        identity.intents(),
        sequence,
        confirmed,
        lag,
        resumes,
        connection != null,
        begun);
  }

  private void deliver(byte[] payload) {
    if (connection != null) {
      connection.deliver(payload);
    }
  }

  private byte[] numbered(String name, byte[] data) {
    sequence++;
    byte[] head =
        ("{\"t\":\"" + name + "\",\"s\":" + sequence + ",\"op\":0,\"d\":").getBytes(US_ASCII);
    byte[] payload = new byte[head.length + data.length + 1];
    System.arraycopy(head, 0, payload, 0, head.length);
    System.arraycopy(data, 0, payload, head.length, data.length);
    payload[payload.length - 1] = '}';
    return payload;
  }
}
