package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscriber that has moved to another loop: holds back what the new loop delivers or signals
 * until the old one has delivered the last of its own. Belongs to the new loop.
 */
final class Handover implements Subscriber {

  private final Subscriber target;

  /** Events and signals, in the order in which they take effect. */
  private final List<Object> held = new ArrayList<>();

  private boolean finished;

  Handover(Subscriber target) {
    this.target = target;
  }

  @Override
  public void deliver(ByteBuf frames, List<EncodedEvent> events) {
    if (finished) {
      target.deliver(frames, events);
    } else {
      held.addAll(events);
    }
  }

  @Override
  public void flush() {
    if (finished) {
      target.flush();
    }
  }

  @Override
  public boolean holdBack(long bytes) {
    return target.holdBack(bytes);
  }

  /** Runs {@code done} in its turn: after what was held back before it. */
  void signal(Runnable done) {
    if (finished) {
      done.run();
    } else {
      held.add(done);
    }
  }

  /** The old loop has delivered its last. */
  void finish(Runnable settled) {
    settled.run();
    finished = true;
    List<EncodedEvent> events = new ArrayList<>();
    for (Object item : held) {
      if (item instanceof EncodedEvent event) {
        events.add(event);
      } else if (item instanceof Runnable done) {
        deliver(events);
        done.run();
      }
    }
    deliver(events);
    held.clear();
  }

  private void deliver(List<EncodedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    ByteBuf frames = Lane.joined(events);
    try {
      target.deliver(frames, List.copyOf(events));
    } finally {
      frames.release();
    }
    target.flush();
    events.clear();
  }
}
