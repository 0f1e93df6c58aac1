package dev.spywatcher.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import dev.spywatcher.event.ServerEvent.MessageNew;
import dev.spywatcher.event.ServerEvent.MultiClientAlert;
import dev.spywatcher.event.ServerEvent.PresenceUpdate;
import dev.spywatcher.event.ServerEvent.RoleChange;
import dev.spywatcher.event.ServerEvent.UserJoin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A server event in the bytes that every client receives, encoded once. Immutable, thread-safe.
 *
 * @param name the documented name
 * @param guildId the guild whose clients receive it
 * @param payload the documented payload, a JSON object
 * @param frame the websocket text frame around the Socket.IO packet {@code 42["name",payload]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record EncodedEvent(EventName name, String guildId, String payload, byte[] frame) {

  private static final JsonFactory JSON = new JsonFactory();

  /** Encodes an event. */
  public static EncodedEvent of(ServerEvent event) {
    StringWriter out = new StringWriter(256);
    EventName name = write(event, out);
    return of(name, event.guildId(), out.toString());
  }

  /** An event of any payload, a JSON value. */
  public static EncodedEvent of(EventName name, String guildId, String payload) {
    String packet = "42[\"" + name.wire() + "\"," + payload + "]";
    return new EncodedEvent(
        name, guildId, payload, TextFrame.of(packet.getBytes(StandardCharsets.UTF_8)));
  }

  private static EventName write(ServerEvent event, Writer out) {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      EventName name = writeFields(event, json);
      json.writeEndObject();
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EventName writeFields(ServerEvent event, JsonGenerator json) throws IOException {
    // A switch over the sealed type would need Java 21; EncodedEventTest covers every kind.
    if (event instanceof MessageNew message) {
      writeUser(json, message.userId(), message.username());
      json.writeStringField("channelId", message.channelId());
      json.writeStringField("channelName", message.channelName());
      json.writeStringField("timestamp", WireTime.of(message.timestamp()));
      return EventName.MESSAGE_NEW;
    } else if (event instanceof PresenceUpdate presence) {
      writeUser(json, presence.userId(), presence.username());
      json.writeStringField("status", presence.status());
      json.writeStringField("timestamp", WireTime.of(presence.timestamp()));
      return EventName.PRESENCE_UPDATE;
    } else if (event instanceof MultiClientAlert alert) {
      writeUser(json, alert.userId(), alert.username());
      writeStrings(json, "platforms", alert.platforms());
      json.writeStringField("timestamp", WireTime.of(alert.timestamp()));
      return EventName.MULTI_CLIENT_ALERT;
    } else if (event instanceof RoleChange change) {
      writeUser(json, change.userId(), change.username());
      writeStrings(json, "addedRoles", change.addedRoles());
      json.writeStringField("timestamp", WireTime.of(change.timestamp()));
      return EventName.ROLE_CHANGE;
    } else if (event instanceof UserJoin join) {
      writeUser(json, join.userId(), join.username());
      json.writeNumberField("accountAgeDays", join.accountAgeDays());
      json.writeStringField("timestamp", WireTime.of(join.timestamp()));
      return EventName.USER_JOIN;
    } else if (event instanceof AnalyticsUpdate update) {
      writeAnalytics(json, update);
      return EventName.ANALYTICS_UPDATE;
    }
    throw new IllegalStateException("no wire form for " + event.getClass());
  }

  private static void writeUser(JsonGenerator json, String userId, String username)
      throws IOException {
    json.writeStringField("userId", userId);
    json.writeStringField("username", username);
  }

  private static void writeStrings(JsonGenerator json, String field, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void writeAnalytics(JsonGenerator json, AnalyticsUpdate update)
      throws IOException {
    String timestamp = WireTime.of(update.timestamp());
    json.writeStringField("guildId", update.guildId());
    json.writeObjectFieldStart("data");
    json.writeArrayFieldStart("ghosts");
    for (AnalyticsUpdate.Ghost ghost : update.ghosts()) {
      json.writeStartObject();
      writeUser(json, ghost.userId(), ghost.username());
      json.writeNumberField("ghostScore", ghost.ghostScore());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("lurkers");
    for (AnalyticsUpdate.Lurker lurker : update.lurkers()) {
      json.writeStartObject();
      writeUser(json, lurker.userId(), lurker.username());
      json.writeNumberField("lurkerScore", lurker.lurkerScore());
      json.writeNumberField("channelCount", lurker.channelCount());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("channelDiversity");
    for (AnalyticsUpdate.ChannelDiversity row : update.channelDiversity()) {
      json.writeStartObject();
      writeUser(json, row.userId(), row.username());
      json.writeNumberField("channelCount", row.channelCount());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("timestamp", timestamp);
    json.writeEndObject();
    json.writeStringField("timestamp", timestamp);
  }
}
