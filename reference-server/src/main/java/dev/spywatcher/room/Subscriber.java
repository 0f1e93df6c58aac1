package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Someone whom the rooms deliver to. Called on one event loop at a time. */
public interface Subscriber {

  /**
   * Takes events of one room.
   *
   * @param frames all of them, as websocket frames one after the other; the caller's to release
   * @param events the same events, in order
   */
  void deliver(ByteBuf frames, List<EncodedEvent> events);

  /** Puts on the way what was delivered since the last call. */
  void flush();

  /**
   * So many bytes of events are held back from it, in all (LIM-6). It may have any number unless it
   * says otherwise.
   *
   * @return {@code false} where that is more than it may have queued: they are to be dropped
   */
  default boolean holdBack(long bytes) {
    return true;
  }
}
