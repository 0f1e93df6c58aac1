package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the body of {@code POST /control/events}: one event, or a list of events. */
final class EventBody {

  private EventBody() {}

  /**
   * The events of a body.
   *
   * @param now the time of an event that names none
   */
  static List<DiscordEvent> parse(JsonNode body, Instant now) throws ControlError {
    int count = body.isArray() ? body.size() : 1;
    List<DiscordEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try {
        events.add(event(body.isArray() ? body.get(i) : body, now));
      } catch (ControlError e) {
        throw ControlError.invalidAt(i, String.valueOf(e.getMessage()));
      }
    }
    return events;
  }

  private static DiscordEvent event(JsonNode value, Instant now) throws ControlError {
    Fields fields = Fields.of(value, "");
    String type = fields.text("type");
    String guildId = fields.id("guildId");
    String userId = fields.id("userId");
    Instant timestamp = fields.instant("timestamp", now);
    DiscordEvent event =
        switch (type) {
          case "message" ->
              new DiscordEvent.Message(
                  guildId, userId, timestamp, fields.id("channelId"), fields.text("content", ""));
          case "typing" ->
              new DiscordEvent.Typing(guildId, userId, timestamp, fields.id("channelId"));
          case "presence" ->
              new DiscordEvent.Presence(
                  guildId, userId, timestamp, status(fields), platforms(fields));
          case "roles" -> new DiscordEvent.Roles(guildId, userId, timestamp, roles(fields));
          case "join" ->
              new DiscordEvent.Join(
                  guildId,
                  userId,
                  timestamp,
                  fields.text("username"),
                  fields.instant("createdAt"),
                  fields.flag("bot"));
          case "leave" -> new DiscordEvent.Leave(guildId, userId, timestamp);
          default ->
              throw fields.fault(
                  "type",
                  "\""
                      + shortened(type)
                      + "\" is not one of message, typing, presence, roles, join, leave");
        };
    fields.end();
    return event;
  }

  private static List<String> roles(Fields fields) throws ControlError {
    if (!fields.has("roles")) {
      throw fields.fault("roles", "is missing; give all role ids of the member from now on");
    }
    return fields.ids("roles");
  }

  private static PresenceStatus status(Fields fields) throws ControlError {
    String word = fields.text("status");
    for (PresenceStatus status : PresenceStatus.values()) {
      if (status.wire().equals(word)) {
        return status;
      }
    }
    throw fields.fault(
        "status", "\"" + shortened(word) + "\" is not one of online, idle, dnd, offline");
  }

  private static String shortened(String word) {
    return word.length() > 64 ? word.substring(0, 64) + "…" : word;
  }

  private static Set<Platform> platforms(Fields fields) throws ControlError {
    Set<Platform> platforms = EnumSet.noneOf(Platform.class);
    for (JsonNode element : fields.list("platforms")) {
      platforms.add(platform(fields, element));
    }
    return platforms;
  }

  private static Platform platform(Fields fields, JsonNode element) throws ControlError {
    for (Platform platform : Platform.values()) {
      if (platform.wire().equals(element.textValue())) {
        return platform;
      }
    }
    throw fields.fault("platforms", Fields.shown(element) + " is not one of desktop, mobile, web");
  }
}
