package dev.spywatcher.load.bare;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All rooms, divided between the event loops. Thread-safe. */
final class Rooms {

  private final Map<EventLoop, Lane> lanes = new ConcurrentHashMap<>();

  /** The share of a loop. */
  Lane lane(EventLoop loop) {
    return lanes.computeIfAbsent(loop, Lane::new);
  }

  /** Closes all connections. */
  void dropAll() {
    lanes.values().forEach(Lane::dropAll);
  }

  /** Sends a frame to a room's members. */
  void publish(String room, byte[] frame) {
    for (Lane lane : lanes.values()) {
      lane.publish(room, frame);
    }
  }
}
