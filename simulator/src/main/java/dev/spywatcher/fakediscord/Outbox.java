package dev.spywatcher.fakediscord;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.concurrent.EventExecutor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be written to one connection, in the order in which it was added, whoever added it. A
 * peer that does not read is cut off when too much waits for it. {@link #add}, {@link
 * #waitingBytes} and {@link #afterwards} may come from any thread, the rest from the event loop.
 */
final class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final long MOST_WAITING_BYTES = 128L << 20;
  private static final long SETTLE_SECONDS = 5;

  private final ChannelHandlerContext context;
  private final EventExecutor loop;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean cut = new AtomicBoolean();
  private final AtomicLong waitingBytes = new AtomicLong();
  private PayloadEncoder encoder;
  private boolean ended;
  private boolean silent;

  Outbox(ChannelHandlerContext context, boolean compressed) {
    this.context = context;
    this.loop = context.executor();
    this.encoder = compressed ? PayloadEncoder.stream() : PayloadEncoder.PLAIN;
  }

  void add(byte[] payload) {
    if (waitingBytes.addAndGet(payload.length) > MOST_WAITING_BYTES) {
      if (cut.compareAndSet(false, true)) {
        log.warn("a bot that does not read is cut off, {} MiB wait", MOST_WAITING_BYTES >> 20);
        context.close();
      }
      return;
    }
    afterwards(() -> write(payload));
  }

  /** How many bytes wait, also those that the peer has not taken yet. Any thread. */
  long waitingBytes() {
    return waitingBytes.get();
  }

  /** Runs {@code action} on the event loop once all that was added before is written. */
  void afterwards(Runnable action) {
    waiting.add(action);
    if (scheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::drain);
      } catch (RejectedExecutionException e) {
        waiting.clear(); // The gateway has closed, and every connection with it.
      }
    }
  }

  /** Waits, for a while, until all that was added before has been done; not on the event loop. */
  void settle() {
    if (loop.inEventLoop()) {
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    afterwards(done::countDown);
    try {
      done.await(SETTLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    scheduled.set(false);
    Runnable next = waiting.poll();
    while (next != null) {
      next.run();
      next = waiting.poll();
    }
    context.flush();
  }

  private void write(byte[] payload) {
    if (ended || silent) {
      waitingBytes.addAndGet(-payload.length);
      return;
    }
    context
        .write(encoder.frame(payload))
        .addListener(done -> waitingBytes.addAndGet(-payload.length));
  }

  /** From the next payload on, each is compressed for itself; not beside the stream. */
  void compressEach() {
    if (encoder == PayloadEncoder.PLAIN) {
      encoder = PayloadEncoder.EACH;
    }
  }

  /** From now on, payloads are dropped instead of written, or are written again. */
  void silence(boolean silence) {
    silent = silence;
  }

  /** Says that it is over; nothing is written after that. */
  void close(int code, String reason) {
    if (!ended) {
      end();
      context.writeAndFlush(new CloseWebSocketFrame(code, reason));
    }
  }

  /** Cuts the connection, at once or if the peer has not done so by then. */
  void drop(long afterSeconds) {
    Channel channel = context.channel();
    context.flush();
    if (afterSeconds == 0) {
      channel.close();
    } else {
      loop.schedule(() -> channel.close(), afterSeconds, TimeUnit.SECONDS);
    }
  }

  /** Writes nothing more and frees what it holds. */
  void end() {
    if (!ended) {
      ended = true;
      encoder.close();
    }
  }
}
