package dev.spywatcher.bus;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One server's connection to the Redis of its service. Nothing blocks, and while Redis is away
 * nothing waits for it: {@link #run} fails at once, {@link #publish} drops. Names of keys and
 * channels are given without the prefix of the service. Thread-safe.
 */
public interface Link {

  /** Whether Redis answers. */
  boolean isUp();

  /**
   * Runs a script: atomically, in one round trip, and after what the caller ran or published
   * before.
   *
   * @param keys without the prefix of the service, which the script sees in front of them
   * @param arguments of type {@code byte[]}, {@code String} (as UTF-8), {@code Long} or {@code
   *     Integer}
   * @return what the script returns, an array; its elements are {@code byte[]} or {@code Long}.
   *     Fails with {@link RedisAwayException} where Redis is away or does not answer in time, and
   *     with {@link IllegalStateException} where the script fails. Dependent stages run on a thread
   *     of the link, and must not block
   */
  CompletionStage<List<Object>> run(Script script, List<String> keys, List<?> arguments);

  /**
   * Publishes a message. Messages of one server arrive in the order in which they were published,
   * on one channel and across channels that a receiver handles in order; none is sent twice.
   */
  void publish(String channel, byte[] message);

  /** Has what was published go out at once: somebody waits for an answer to it. */
  void flush();

  /**
   * Subscribes to a channel until the subscription is closed. Survives that Redis goes away and
   * comes back; what was published in between is not seen.
   *
   * @param listener called with each message, one at a time and in order for each channel; must not
   *     block
   * @return completes once Redis has confirmed; fails with {@link RedisAwayException} where it is
   *     away, and then nothing stays behind
   */
  CompletionStage<Subscription> subscribe(String channel, Consumer<byte[]> listener);

  /** A subscription to a channel. */
  interface Subscription {
    /** Ends it; nothing is delivered once this has returned, except what is being delivered. */
    void close();
  }

  /**
   * Takes part in the service. Participants are called in the order in which they were added, one
   * after the other; where Redis is up when one is added, it joins at once.
   */
  void add(Participant participant);
}
