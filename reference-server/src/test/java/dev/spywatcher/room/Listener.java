package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A subscriber that remembers what it was delivered, and every breach of the {@link Subscriber}
 * contract.
 */
final class Listener implements Subscriber {

  final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  final List<String> breaches = Collections.synchronizedList(new ArrayList<>());
  final List<ByteBuf> buffers = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile int flushes;
  private volatile boolean unflushed;

  @Override
  public void deliver(ByteBuf frames, List<EncodedEvent> events) {
    enter();
    if (!Arrays.equals(ByteBufUtil.getBytes(frames), joined(events))) {
      breaches.add("the frames are not those of the events " + events);
    }
    events.forEach(event -> heard.add(event.payload()));
    batches.add(events.size());
    threads.add(Thread.currentThread());
    buffers.add(frames);
    unflushed = true;
    busy.set(false);
  }

  @Override
  public void flush() {
    enter();
    flushes++;
    unflushed = false;
    busy.set(false);
  }

  private void enter() {
    if (!busy.compareAndSet(false, true)) {
      breaches.add("called on two loops at a time");
    }
  }

  private static byte[] joined(List<EncodedEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(event.frame()));
    return bytes.toByteArray();
  }

  int flushes() {
    return flushes;
  }

  boolean hasUnflushed() {
    return unflushed;
  }
}
