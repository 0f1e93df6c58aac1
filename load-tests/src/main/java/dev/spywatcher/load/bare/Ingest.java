package dev.spywatcher.load.bare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Guilds and messages by HTTP, on the same HTTP server as the JDK gives to every JVM program. */
final class Ingest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Guild(Map<String, String> usernames, Map<String, String> channelNames) {}

  private final Rooms rooms;
  private final HttpServer http;
  private final Map<String, Guild> guilds = new ConcurrentHashMap<>();

  private Ingest(Rooms rooms, HttpServer http) {
    this.rooms = rooms;
    this.http = http;
  }

  static Ingest start(Rooms rooms) throws IOException {
    Ingest ingest =
        new Ingest(rooms, HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 128));
    ingest.http.setExecutor(Executors.newCachedThreadPool());
    ingest.http.createContext("/control/guilds/", ingest::guild);
    ingest.http.createContext("/control/events", ingest::events);
    ingest.http.createContext("/control/disconnect", ingest::disconnect);
    ingest.http.start();
    return ingest;
  }

  int port() {
    return http.getAddress().getPort();
  }

  private void guild(HttpExchange call) throws IOException {
    try (call) {
      String path = call.getRequestURI().getPath();
      JsonNode body = JSON.readTree(call.getRequestBody().readAllBytes());
      guilds.put(
          path.substring(path.lastIndexOf('/') + 1),
          new Guild(
              names(body.get("members"), "userId", "username"),
              names(body.get("channels"), "id", "name")));
      call.sendResponseHeaders(204, -1);
    }
  }

  private static Map<String, String> names(JsonNode list, String id, String name) {
    Map<String, String> names = new HashMap<>();
    list.forEach(entry -> names.put(entry.get(id).textValue(), entry.get(name).textValue()));
    return names;
  }

  private void events(HttpExchange call) throws IOException {
    try (call) {
      JsonNode body = JSON.readTree(call.getRequestBody().readAllBytes());
      if (body.isArray()) {
        body.forEach(this::publish);
      } else {
        publish(body);
      }
      byte[] answer =
          ("{\"accepted\":" + (body.isArray() ? body.size() : 1) + "}")
              .getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(202, answer.length);
      call.getResponseBody().write(answer);
    }
  }

  /** Drops everybody, whatever the call says. */
  private void disconnect(HttpExchange call) throws IOException {
    try (call) {
      call.getRequestBody().readAllBytes();
      rooms.dropAll();
      call.sendResponseHeaders(204, -1);
    }
  }

  private void publish(JsonNode event) {
    String guildId = event.get("guildId").textValue();
    Guild guild = guilds.get(guildId);
    if (guild != null) {
      String userId = event.get("userId").textValue();
      boolean message = event.get("type").textValue().equals("message");
      String packet =
          (message ? "42[\"message:new\",{\"userId\":\"" : "42[\"presence:update\",{\"userId\":\"")
              + userId
              + "\",\"username\":\""
              + guild.usernames().get(userId)
              + (message ? channel(guild, event) : "\",\"status\":\"" + text(event, "status"))
              + "\",\"timestamp\":\""
              + text(event, "timestamp")
              + "\"}]";
      rooms.publish(guildId, frame(packet.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String channel(Guild guild, JsonNode event) {
    String channelId = text(event, "channelId");
    return "\",\"channelId\":\""
        + channelId
        + "\",\"channelName\":\""
        + guild.channelNames().get(channelId);
  }

  private static String text(JsonNode event, String field) {
    return event.get(field).textValue();
  }

  /** An unmasked text frame of 126 to 65535 bytes (RFC 6455, section 5.2). */
  private static byte[] frame(byte[] payload) {
    byte[] frame = new byte[payload.length + 4];
    frame[0] = (byte) 0x81;
    frame[1] = 126;
    frame[2] = (byte) (payload.length >> 8);
    frame[3] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 4, payload.length);
    return frame;
  }
}
