package dev.spywatcher.load.bare;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One event loop's share of the rooms. Frames wait in a queue that any thread fills; the loop takes
 * all that wait at once, joins those of a room into one buffer, and gives it to each member with
 * one write and one flush.
 */
final class Lane {

  private static final int HEARTBEAT_SECONDS = 25;

  private record Waiting(String room, byte[] frame) {}

  private final EventLoop loop;
  private final Map<String, List<ChannelHandlerContext>> members = new HashMap<>();
  private final Set<String> populated = ConcurrentHashMap.newKeySet();
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();

  /** Who is sent a heartbeat in which of the next seconds. */
  private final List<Set<Socket>> heartbeats = new ArrayList<>();

  private int second;

  Lane(EventLoop loop) {
    this.loop = loop;
    for (int i = 0; i < HEARTBEAT_SECONDS; i++) {
      heartbeats.add(new HashSet<>());
    }
    loop.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  private void beat() {
    second = (second + 1) % HEARTBEAT_SECONDS;
    heartbeats.get(second).forEach(socket -> socket.send("2"));
  }

  /** A client has connected: it is sent a heartbeat every {@value #HEARTBEAT_SECONDS} seconds. */
  void beat(Socket socket) {
    heartbeats.get(second).add(socket);
  }

  /** Closes the loop's connections; from any thread. */
  void dropAll() {
    loop.execute(() -> heartbeats.stream().flatMap(Set::stream).toList().forEach(Socket::drop));
  }

  void join(String room, Socket socket) {
    members.computeIfAbsent(room, key -> new ArrayList<>()).add(socket.direct());
    populated.add(room);
  }

  void gone(Socket socket, @org.jspecify.annotations.Nullable String room) {
    heartbeats.forEach(due -> due.remove(socket));
    List<ChannelHandlerContext> present = room == null ? null : members.get(room);
    if (present != null) {
      present.removeIf(member -> !member.channel().isActive());
    }
  }

  /** Sends a frame to a room's members; from any thread. */
  void publish(String room, byte[] frame) {
    if (populated.contains(room)) {
      waiting.add(new Waiting(room, frame));
      if (awake.compareAndSet(false, true)) {
        loop.execute(this::drain);
      }
    }
  }

  private void drain() {
    awake.set(false);
    Map<String, ByteBuf> joined = new HashMap<>(4);
    Waiting next;
    while ((next = waiting.poll()) != null) {
      joined
          .computeIfAbsent(next.room(), room -> ByteBufAllocator.DEFAULT.directBuffer(4096))
          .writeBytes(next.frame());
    }
    joined.forEach(
        (room, frames) -> {
          for (ChannelHandlerContext member : members.getOrDefault(room, List.of())) {
            member.writeAndFlush(frames.retainedDuplicate(), member.voidPromise());
          }
          frames.release();
        });
  }
}
