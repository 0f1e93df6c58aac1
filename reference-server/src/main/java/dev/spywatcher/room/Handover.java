package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscriber that has moved to another loop: holds back what the new loop delivers until the old
 * one has delivered the last of its own. Belongs to the new loop.
 */
final class Handover implements Subscriber {

  private final Subscriber target;
  private final List<EncodedEvent> held = new ArrayList<>();
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

  /** The old loop has delivered its last. */
  void finish(Runnable settled) {
    settled.run();
    finished = true;
    if (!held.isEmpty()) {
      ByteBuf frames = Lane.joined(held);
      try {
        target.deliver(frames, List.copyOf(held));
      } finally {
        frames.release();
      }
      target.flush();
      held.clear();
    }
  }
}
