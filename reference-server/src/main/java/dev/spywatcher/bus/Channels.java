package dev.spywatcher.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.client.ChannelName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels that this server listens to, by one connection after the other. At most one request
 * for a channel is under way at a time, since Redis does not say which one it confirms.
 * Thread-safe.
 */
final class Channels {

  private static final Logger log = LoggerFactory.getLogger(Channels.class);

  /** So many in one command, so that Redis has time for others in between. */
  private static final int AT_ONCE = 500;

  private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(10);

  /**
   * Guards everything; held while a request is handed to the connection, never while a listener
   * runs.
   */
  private final Object lock = new Object();

  private final Map<String, Channel> channels = new HashMap<>();
  private final AtomicLong lastComplaint =
      new AtomicLong(System.nanoTime() - BETWEEN_COMPLAINTS.toNanos());
  private volatile @Nullable Connection connection;

  /** How a channel stands with Redis. */
  private enum State {
    OUT,
    ENTERING,
    IN,
    LEAVING
  }

  /** A channel and who listens to it. */
  private final class Channel {
    private final String name;
    private final ChannelName redisName;
    private final List<Consumer<byte[]>> listeners = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> entries = new ArrayList<>();
    private State state = State.OUT;
    private Runnable stopListening = () -> {};

    private Channel(String name) {
      this.name = name;
      this.redisName = new ChannelName(name.getBytes(StandardCharsets.UTF_8));
    }

    private void attach(Connection to) {
      stopListening =
          to.listen(
              redisName,
              new Connection.Listener() {
                @Override
                public void message(byte[] message) {
                  // What an earlier connection still brings is of no use any more.
                  if (connection == to) {
                    dispatch(message);
                  }
                }

                @Override
                public void confirmed(boolean subscribed) {
                  settled(Channel.this, to, subscribed);
                }
              });
    }

    private void dispatch(byte[] message) {
      for (Consumer<byte[]> listener : listeners) {
        try {
          listener.accept(message);
        } catch (RuntimeException e) {
          misunderstood(name, e);
        }
      }
    }
  }

  /** In one line, and not with each: they may come by the thousand. */
  private void misunderstood(String name, RuntimeException failure) {
    log.debug("what came by channel {} was not understood", name, failure);
    long now = System.nanoTime();
    long before = lastComplaint.get();
    if (now - before >= BETWEEN_COMPLAINTS.toNanos() && lastComplaint.compareAndSet(before, now)) {
      log.warn("what came by channel {} was not understood: {}", name, failure.toString());
    }
  }

  /** Listens to a channel; as {@link Link#subscribe}. */
  CompletionStage<Link.Subscription> subscribe(String name, Consumer<byte[]> listener) {
    CompletableFuture<Void> in = new CompletableFuture<>();
    Channel channel;
    synchronized (lock) {
      Connection current = connection;
      if (current == null) {
        return CompletableFuture.failedFuture(new RedisAwayException("Redis is away"));
      }
      channel = channels.computeIfAbsent(name, Channel::new);
      channel.listeners.add(listener);
      if (channel.state == State.IN) {
        in.complete(null);
      } else {
        channel.entries.add(in);
        if (channel.state == State.OUT) {
          enter(List.of(channel), current);
        }
      }
    }
    Link.Subscription subscription = () -> leave(channel, listener);
    return in.handle(
        (done, failure) -> {
          if (failure != null) {
            leave(channel, listener);
            throw new RedisAwayException("Redis is away");
          }
          return subscription;
        });
  }

  private void leave(Channel channel, Consumer<byte[]> listener) {
    synchronized (lock) {
      channel.listeners.remove(listener);
      if (!channel.listeners.isEmpty()) {
        return;
      }
      Connection current = connection;
      if (current == null) {
        channels.remove(channel.name, channel);
      } else if (channel.state == State.IN) {
        channel.state = State.LEAVING;
        current.unsubscribe(channel.redisName);
      }
    }
  }

  private static void enter(List<Channel> all, Connection current) {
    List<ChannelName> names = new ArrayList<>();
    for (Channel channel : all) {
      channel.state = State.ENTERING;
      channel.attach(current);
      names.add(channel.redisName);
    }
    current.subscribe(names);
  }

  private void settled(Channel channel, Connection by, boolean subscribed) {
    List<CompletableFuture<Void>> in;
    synchronized (lock) {
      if (connection != by) {
        return;
      }
      in = List.copyOf(channel.entries);
      if (subscribed) {
        channel.entries.clear();
        channel.state = State.IN;
        if (channel.listeners.isEmpty()) {
          channel.state = State.LEAVING;
          by.unsubscribe(channel.redisName);
        }
      } else {
        channel.stopListening.run();
        channel.state = State.OUT;
        in = List.of();
        if (channel.listeners.isEmpty()) {
          channels.remove(channel.name, channel);
        } else {
          enter(List.of(channel), by);
        }
      }
    }
    in.forEach(each -> each.complete(null));
  }

  /**
   * Goes on by another connection.
   *
   * @return completes once Redis has confirmed every channel
   */
  CompletionStage<?> begin(Connection next) {
    List<CompletableFuture<Void>> confirmations = new ArrayList<>();
    synchronized (lock) {
      connection = next;
      List<Channel> all = new ArrayList<>(channels.values());
      for (Channel channel : all) {
        CompletableFuture<Void> in = new CompletableFuture<>();
        channel.entries.add(in);
        confirmations.add(in);
      }
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        enter(all.subList(from, Math.min(all.size(), from + AT_ONCE)), next);
      }
    }
    return CompletableFuture.allOf(confirmations.toArray(CompletableFuture<?>[]::new));
  }

  /** Listens to nothing for now; who waits to be let in is not. */
  void end() {
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    synchronized (lock) {
      connection = null;
      for (Channel channel : channels.values()) {
        channel.state = State.OUT;
        channel.stopListening.run();
        waiting.addAll(channel.entries);
        channel.entries.clear();
      }
      channels.values().removeIf(channel -> channel.listeners.isEmpty());
    }
    RedisAwayException away = new RedisAwayException("Redis is away");
    waiting.forEach(each -> each.completeExceptionally(away));
  }
}
