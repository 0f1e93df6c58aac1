package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelFuture;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.client.ChannelName;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisPubSubConnection;
import org.redisson.client.RedisPubSubListener;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.LongCodec;
import org.redisson.client.protocol.CommandData;
import org.redisson.client.protocol.CommandsData;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.client.protocol.RedisStrictCommand;
import org.redisson.client.protocol.decoder.ObjectListReplayDecoder;
import org.redisson.client.protocol.pubsub.PubSubType;

/**
 * A pair of sockets to Redis: one for commands, which Redis answers in their order, and one for
 * what is published. It lives until either breaks or it is closed; nothing is sent twice.
 * Thread-safe.
 */
final class Connection {

  /** What a channel of Redis brings. Called on the thread of the sockets. */
  interface Listener {
    void message(byte[] message);

    /** Redis has confirmed: in, or out. */
    void confirmed(boolean subscribed);
  }

  private static final byte[] NOTHING = {};
  private static final RedisCommand<List<Object>> EVALSHA =
      new RedisCommand<>("EVALSHA", new ObjectListReplayDecoder<>());
  private static final RedisCommand<List<Object>> EVAL =
      new RedisCommand<>("EVAL", new ObjectListReplayDecoder<>());

  /** How often Redis is asked for its time; the quickest answer counts. */
  private static final int TIMES_ASKED = 5;

  /** As long as the answer to a command is waited for. */
  private static final Duration LONGEST_ENTRY = Duration.ofSeconds(8);

  private final RedisClient client;
  private final RedisConnection commands;
  private final RedisPubSubConnection channels;
  private final boolean sharded;
  private final RedisTime time;
  private final ChannelName echo;
  private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
  private final Pulse answers = new Pulse();
  private final Pulse messages = new Pulse();
  private volatile CompletableFuture<@Nullable Void> returned = new CompletableFuture<>();
  private volatile boolean closed;

  private Connection(
      RedisClient client,
      RedisConnection commands,
      RedisPubSubConnection channels,
      boolean sharded,
      RedisTime time,
      ChannelName echo) {
    this.client = client;
    this.commands = commands;
    this.channels = channels;
    this.sharded = sharded;
    this.time = time;
    this.echo = echo;
  }

  /**
   * Opens both sockets, and asks Redis what it can do and what time it is.
   *
   * @param echo name of a channel of this server alone
   */
  static CompletionStage<Connection> open(RedisClient client, String echo) {
    CompletableFuture<RedisConnection> commands = client.connectAsync().toCompletableFuture();
    CompletableFuture<RedisPubSubConnection> channels =
        client.connectPubSubAsync().toCompletableFuture();
    return CompletableFuture.allOf(commands, channels)
        .thenCompose(both -> greet(client, commands.join(), channels.join(), echo))
        .thenCompose(Connection::hearItself)
        .whenComplete(
            (connection, failure) -> {
              if (failure != null) {
                commands.thenAccept(RedisConnection::closeIdleAsync);
                channels.thenAccept(RedisPubSubConnection::closeIdleAsync);
                client.shutdownAsync();
              }
            });
  }

  private static CompletionStage<Connection> greet(
      RedisClient client, RedisConnection commands, RedisPubSubConnection channels, String echo) {
    // The first answer of a process takes long to be understood.
    CompletionStage<RedisTime> time = time(commands);
    for (int again = 1; again < TIMES_ASKED; again++) {
      time = time.thenCompose(one -> time(commands).thenApply(one::orSurer));
    }
    // Redis 7 and later know channels of a shard, which a cluster does not tell all its nodes of.
    CompletionStage<Boolean> sharded =
        commands
            .async(ByteArrayCodec.INSTANCE, RedisCommands.PUBSUB_SHARDNUMSUB)
            .handle((answer, failure) -> failure == null);
    ChannelName name = new ChannelName(echo.getBytes(UTF_8));
    return time.thenCombine(
        sharded, (now, able) -> new Connection(client, commands, channels, able, now, name));
  }

  private CompletionStage<Connection> hearItself() {
    CompletableFuture<Connection> heard = new CompletableFuture<>();
    listen(
        echo,
        new Listener() {
          @Override
          public void message(byte[] message) {
            returned.complete(null);
          }

          @Override
          public void confirmed(boolean subscribed) {
            heard.complete(Connection.this);
          }
        });
    subscribe(List.of(echo));
    // Where Redis is gone by now, nobody says so.
    return heard.orTimeout(LONGEST_ENTRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletionStage<RedisTime> time(RedisConnection commands) {
    long asked = System.nanoTime();
    return commands
        .<Long, Long>async(LongCodec.INSTANCE, RedisCommands.TIME_LONG)
        .thenApply(millis -> RedisTime.read(millis, asked));
  }

  /** Redis' time, as it was when this was opened. */
  RedisTime time() {
    return time;
  }

  /** Redis' time as it is. */
  CompletionStage<RedisTime> timeNow() {
    long asked = System.nanoTime();
    CompletableFuture<Long> millis =
        send(commands, LongCodec.INSTANCE, RedisCommands.TIME_LONG, new Object[0]);
    return millis.thenApply(answer -> RedisTime.read(answer, asked));
  }

  /**
   * Asks Redis for a sign of life on both sockets, unless it has such a question open: publishes
   * something to itself. (Not by a PING on the socket of the channels, after which Redisson may
   * skip a message that was read in the same piece.)
   *
   * @param now by {@link System#nanoTime}
   */
  void ping(long now) {
    if (answers.isOpen() || messages.isOpen()) {
      return;
    }
    CompletableFuture<@Nullable Void> awaited = new CompletableFuture<>();
    watch(awaited);
    returned = awaited;
    messages.ask(now, awaited);
    answers.ask(
        now, send(commands, ByteArrayCodec.INSTANCE, publishing(), echo.getName(), NOTHING));
  }

  private RedisStrictCommand<Long> publishing() {
    return sharded ? RedisCommands.SPUBLISH : RedisCommands.PUBLISH;
  }

  /** For how long Redis has said nothing at all although it was asked to, ns. */
  long silence(long now) {
    return Math.max(answers.silence(now), messages.silence(now));
  }

  /** Counts silence from now on: until now, nobody listened. */
  void forgive(long now) {
    answers.heard = now;
    messages.heard = now;
  }

  /** Whether a socket is alive. */
  private static final class Pulse {
    private @Nullable CompletableFuture<?> question;
    private long asked;
    private volatile long heard = System.nanoTime();

    private synchronized void ask(long now, CompletableFuture<?> ping) {
      asked = now;
      question = ping;
    }

    private synchronized boolean isOpen() {
      return question != null && !question.isDone();
    }

    private synchronized long silence(long now) {
      return isOpen() ? now - Math.max(asked, heard) : 0;
    }
  }

  /** Runs a script by its digest, or by its text. */
  CompletableFuture<List<Object>> evaluate(boolean byDigest, Object[] arguments) {
    CompletableFuture<List<Object>> result =
        send(commands, ByteArrayCodec.INSTANCE, byDigest ? EVALSHA : EVAL, arguments);
    result.whenComplete((answer, failure) -> answers.heard = System.nanoTime());
    return result;
  }

  private <R> CompletableFuture<R> send(
      RedisConnection socket, Codec codec, RedisCommand<?> command, Object... arguments) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    watch(answer);
    write(socket, () -> socket.send(new CommandData<>(answer, codec, command, arguments)), answer);
    return answer;
  }

  /**
   * Writes in the order of the calls: what the socket's own event loop wrote at once would overtake
   * what other threads have left with it to be written.
   */
  private static void write(
      RedisConnection socket, Supplier<ChannelFuture> writing, CompletableFuture<?> answer) {
    try {
      socket
          .getChannel()
          .eventLoop()
          .execute(
              () ->
                  writing
                      .get()
                      .addListener(
                          written -> {
                            if (!written.isSuccess()) {
                              answer.completeExceptionally(away());
                            }
                          }));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(away());
    }
  }

  /** What has no answer when this is closed gets none. */
  private void watch(CompletableFuture<?> answer) {
    pending.add(answer);
    answer.whenComplete((result, failure) -> pending.remove(answer));
    if (closed) {
      answer.completeExceptionally(away());
    }
  }

  /**
   * Publishes messages in their order.
   *
   * @return completes once Redis has taken them all
   */
  CompletableFuture<Void> publish(List<Publication> batch) {
    RedisStrictCommand<Long> publish = publishing();
    List<CommandData<?, ?>> all =
        batch.stream()
            .<CommandData<?, ?>>map(
                one ->
                    new CommandData<>(
                        new CompletableFuture<>(),
                        ByteArrayCodec.INSTANCE,
                        publish,
                        new Object[] {one.channel(), one.message()}))
            .toList();
    CompletableFuture<Void> done = new CompletableFuture<>();
    watch(done);
    done.whenComplete((nothing, failure) -> answers.heard = System.nanoTime());
    write(commands, () -> commands.send(new CommandsData(done, all, false, false)), done);
    return done;
  }

  /** Runs a task on the thread of the sockets after so many ns; never, where they are closed. */
  void after(long nanos, Runnable task) {
    try {
      commands.getChannel().eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed: what waits was dropped.
    }
  }

  /** A message for a channel. */
  record Publication(byte[] channel, byte[] message) {}

  /** Asks to be subscribed to channels, each of which has been given its listener. */
  void subscribe(List<ChannelName> names) {
    ChannelName[] all = names.toArray(ChannelName[]::new);
    if (sharded) {
      channels.ssubscribe(ByteArrayCodec.INSTANCE, all);
    } else {
      channels.subscribe(ByteArrayCodec.INSTANCE, all);
    }
  }

  /** Asks for the end of a subscription. */
  void unsubscribe(ChannelName name) {
    channels.unsubscribe(sharded ? PubSubType.SUNSUBSCRIBE : PubSubType.UNSUBSCRIBE, name);
  }

  /** Has {@code listener} get what a channel brings. Returns what takes it away again. */
  Runnable listen(ChannelName name, Listener listener) {
    RedisPubSubListener<byte[]> adapter =
        new RedisPubSubListener<>() {
          @Override
          public void onMessage(CharSequence channel, byte[] message) {
            messages.heard = System.nanoTime();
            listener.message(message);
          }

          @Override
          public void onStatus(PubSubType type, CharSequence channel) {
            listener.confirmed(type == PubSubType.SUBSCRIBE || type == PubSubType.SSUBSCRIBE);
          }
        };
    channels.addListener(name, adapter);
    return () -> channels.removeListener(name, adapter);
  }

  /** Whether both sockets are there. */
  boolean isOpen() {
    return !closed && commands.isActive() && channels.isActive();
  }

  /** Ends both sockets; what waits for an answer fails. Idempotent. */
  void close() {
    closed = true;
    commands.closeIdleAsync();
    channels.closeIdleAsync();
    client.shutdownAsync();
    RedisAwayException away = away();
    pending.forEach(answer -> answer.completeExceptionally(away));
  }

  private static RedisAwayException away() {
    return new RedisAwayException("Redis is away");
  }
}
