package dev.spywatcher.server;

import dev.spywatcher.room.FanOut;
import dev.spywatcher.socket.Session;
import dev.spywatcher.socket.Sessions;
import java.util.function.BooleanSupplier;

/**
 * Whether clients lag behind what was delivered: events wait for the event loops, or much waits for
 * some client. Thread-safe.
 *
 * @param maxQueuedBytes at which a client is cut off (LIM-6)
 */
record Congestion(FanOut fanOut, Sessions sessions, long maxQueuedBytes)
    implements BooleanSupplier {

  private static final int MOST_WAITING = 2_000;

  /** Early enough that a pause still helps the client. */
  private static final int PART_OF_QUEUE = 4;

  @Override
  public boolean getAsBoolean() {
    if (fanOut.backlog() > MOST_WAITING) {
      return true;
    }
    for (Session session : sessions.all()) {
      if (session.queuedBytes() > maxQueuedBytes / PART_OF_QUEUE) {
        return true;
      }
    }
    return false;
  }
}
