package dev.spywatcher.abuse;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.ack.AckManager;
import com.corundumstudio.socketio.handler.ClientsBox;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.scheduler.CancelableScheduler;
import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Subscriptions;
import dev.spywatcher.socket.Session;
import dev.spywatcher.socket.Sessions;
import dev.spywatcher.socket.SocketServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a server holds for its clients, by looking into it: sessions, rooms, users, slots of
 * addresses, timers, and what the library keeps.
 */
public final class Innards {

  private final Set<Object> parts = Collections.newSetFromMap(new IdentityHashMap<>());
  private final EventLoopGroup loops;

  /** Looks into a server, or into its socket stage alone. */
  Innards(AutoCloseable server) {
    walk(server);
    loops = (EventLoopGroup) value(one(SocketServer.class), "loops");
  }

  private void walk(Object root) {
    Deque<Object> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Object object = open.pop();
      if (!parts.add(object)) {
        continue;
      }
      if (object instanceof Collection<?> collection) {
        collection.stream().filter(Innards::isPart).forEach(open::push);
      } else if (object instanceof Map<?, ?> map) {
        map.keySet().stream().filter(Innards::isPart).forEach(open::push);
        map.values().stream().filter(Innards::isPart).forEach(open::push);
      } else {
        fields(object.getClass()).stream()
            .map(field -> value(object, field))
            .filter(Innards::isPart)
            .forEach(open::push);
      }
    }
  }

  private static boolean isPart(@Nullable Object object) {
    if (object == null) {
      return false;
    }
    return isOurs(object.getClass()) || object instanceof Collection || object instanceof Map;
  }

  /** The server's own classes, and those of its library. */
  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("dev.spywatcher.")
        || type.getName().startsWith("com.corundumstudio.");
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null && isOurs(each); each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static @Nullable Object value(Object owner, Field field) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(Object owner, String name) {
    for (Field field : fields(owner.getClass())) {
      if (field.getName().equals(name)) {
        Object value = value(owner, field);
        if (value != null) {
          return value;
        }
      }
    }
    throw new AssertionError(owner.getClass() + " has no " + name);
  }

  private <T> T one(Class<T> type) {
    List<T> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + type);
    }
    return found.get(0);
  }

  private <T> List<T> all(Class<T> type) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static int size(Object owner, String field) {
    Object value = value(owner, field);
    return value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
  }

  /** How many sessions are open. */
  public int sessions() {
    return one(Sessions.class).all().size();
  }

  /** The sessions that are open. */
  List<Session> openSessions() {
    return List.copyOf(one(Sessions.class).all());
  }

  /** Makes the system's send buffers small, so that what a client leaves unread waits here. */
  void shrinkSendBuffers() {
    for (Session session : openSessions()) {
      ((Channel) value(session, "webSocket")).config().setOption(ChannelOption.SO_SNDBUF, 8_192);
    }
  }

  /** How many sessions are in the middle of a POST. */
  int posting() {
    return (int) openSessions().stream().filter(session -> holds(session, "post")).count();
  }

  private static boolean holds(Object owner, String name) {
    return fields(owner.getClass()).stream()
        .anyMatch(field -> field.getName().equals(name) && value(owner, field) != null);
  }

  /** How many addresses something is kept of. */
  public int addresses() {
    return one(AddressLimits.class).addresses();
  }

  /** What is held for clients that are connected, by name; all of it 0 where none is. */
  public Map<String, Integer> clients() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("sessions", sessions());
    counts.put("rooms", one(FanOut.class).rooms());
    counts.put("rooms of event loops", roomsOfLanes());
    counts.put("users", size(one(Subscriptions.class), "byUser"));
    counts.put("slots of addresses", slots());
    counts.put("connections", onLoops(Innards::channels) - 1);
    ClientsBox box = (ClientsBox) value(one(SocketIOChannelInitializer.class), "clientsBox");
    counts.put("library: clients by id", size(box, "uuid2clients"));
    counts.put("library: clients by channel", size(box, "channel2clients"));
    counts.put("library: awaited acks", size(one(AckManager.class), "ackEntries"));
    for (Namespace namespace : Set.copyOf(all(Namespace.class))) {
      counts.put("library: clients of a namespace", size(namespace, "allClients"));
      counts.put("library: rooms", size(namespace, "roomClients"));
      counts.put("library: rooms of clients", size(namespace, "clientRooms"));
    }
    return counts;
  }

  /** Timers: those of sessions, those of the library. All but those of the server itself. */
  public Map<String, Integer> timers() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    // A server with TLS looks at its files every few seconds.
    long renewal =
        parts.stream()
            .filter(part -> part.getClass().getSimpleName().equals("Certificate"))
            .count();
    counts.put("timers", onLoops(Innards::scheduled) - (int) renewal);
    counts.put("library: timers", size(one(CancelableScheduler.class), "scheduledFutures"));
    return counts;
  }

  private int slots() {
    AddressLimits limits = one(AddressLimits.class);
    Map<?, ?> accounts = (Map<?, ?>) value(limits, "accounts");
    synchronized (limits) {
      int slots = 0;
      for (Object account : accounts.values()) {
        slots += connections(account);
      }
      return slots;
    }
  }

  private static int connections(Object account) {
    try {
      Field field = account.getClass().getDeclaredField("connections");
      field.setAccessible(true);
      return field.getInt(account);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private int roomsOfLanes() {
    Map<?, ?> lanes = (Map<?, ?>) value(one(FanOut.class), "lanes");
    int rooms = 0;
    for (Object lane : lanes.values()) {
      rooms += size(lane, "members");
    }
    return rooms;
  }

  private interface Count {
    int of(EventExecutor loop);
  }

  /** Counts on each loop, on its own thread. */
  private int onLoops(Count count) {
    int sum = 0;
    for (EventExecutor loop : loops) {
      sum += ask(loop, () -> count.of(loop));
    }
    return sum;
  }

  /** The names of the threads that serve connections. */
  public Set<String> threads() {
    Set<String> names = new HashSet<>();
    for (EventExecutor loop : loops) {
      names.add(ask(loop, () -> Thread.currentThread().getName()));
    }
    return names;
  }

  private static <T> T ask(EventExecutor loop, Callable<T> question) {
    Future<T> answer = loop.submit(question);
    try {
      return answer.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int scheduled(EventExecutor loop) {
    try {
      Field queue = AbstractScheduledEventExecutor.class.getDeclaredField("scheduledTaskQueue");
      queue.setAccessible(true);
      Object tasks = queue.get(loop);
      return tasks == null ? 0 : ((Collection<?>) tasks).size();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static int channels(EventExecutor loop) {
    try {
      Field registrations = SingleThreadIoEventLoop.class.getDeclaredField("numRegistrations");
      registrations.setAccessible(true);
      return ((AtomicInteger) registrations.get(loop)).get();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
