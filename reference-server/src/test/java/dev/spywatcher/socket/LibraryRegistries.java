package dev.spywatcher.socket;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.namespace.Namespace;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The maps in which netty-socketio keeps clients; it offers no way to count them. */
final class LibraryRegistries {

  private final Map<String, Map<?, ?>> maps = new LinkedHashMap<>();

  LibraryRegistries(SocketServer server, List<Namespace> namespaces) {
    Object pipeline = pipeline(server);
    Object clients = value(SocketIOChannelInitializer.class, pipeline, "clientsBox");
    put("clients by id", clients, "uuid2clients");
    put("clients by channel", clients, "channel2clients");
    put(
        "timeouts",
        value(SocketIOChannelInitializer.class, pipeline, "scheduler"),
        "scheduledFutures");
    put(
        "awaited acks",
        value(SocketIOChannelInitializer.class, pipeline, "ackManager"),
        "ackEntries");
    for (Namespace namespace : namespaces) {
      String name = " in namespace '" + namespace.getName() + "'";
      put("clients" + name, namespace, "allClients");
      put("rooms" + name, namespace, "roomClients");
      put("rooms of clients" + name, namespace, "clientRooms");
    }
  }

  private static Object pipeline(SocketServer server) {
    for (Field field : SocketServer.class.getDeclaredFields()) {
      if (SocketIOChannelInitializer.class.isAssignableFrom(field.getType())) {
        return value(SocketServer.class, server, field.getName());
      }
    }
    throw new AssertionError("SocketServer has no pipeline");
  }

  private void put(String name, Object owner, String field) {
    maps.put(name, (Map<?, ?>) value(owner.getClass(), owner, field));
  }

  private static Object value(Class<?> type, Object owner, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The maps that are not empty. */
  Map<String, Map<?, ?>> leftovers() {
    Map<String, Map<?, ?>> left = new LinkedHashMap<>(maps);
    left.values().removeIf(Map::isEmpty);
    return left;
  }
}
