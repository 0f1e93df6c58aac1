package dev.spywatcher.discord.form;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An event while its fields are being read, in whatever order they come. */
final class EventDraft {

  private static final String A_TIME = "a time such as 2026-01-31T12:00:00Z";
  private static final String AN_ID = "a Discord id as a string";
  private static final Set<String> COMMON = Set.of("type", "guildId", "userId", "timestamp");

  private final FieldReader fields;
  private final Set<String> further = new HashSet<>(4);
  private @Nullable String type;
  private @Nullable String guildId;
  private @Nullable String userId;
  private @Nullable Instant timestamp;
  private @Nullable String channelId;
  private @Nullable String content;
  private @Nullable PresenceStatus status;
  private Set<Platform> platforms = Set.of();
  private @Nullable List<String> roles;
  private @Nullable String username;
  private @Nullable Instant createdAt;
  private boolean bot;

  EventDraft(FieldReader fields) {
    this.fields = fields;
  }

  DiscordEvent read(@Nullable Instant now) throws IOException, FormException {
    fields.object("event");
    String field = fields.next();
    while (field != null) {
      take(field);
      field = fields.next();
    }
    String word = fields.required(type, "type", "a string");
    String guild = fields.required(guildId, "guildId", AN_ID);
    String user = fields.required(userId, "userId", AN_ID);
    Instant time = timestamp == null ? now : timestamp;
    return event(word, guild, user, fields.required(time, "timestamp", A_TIME));
  }

  private void take(String field) throws IOException, FormException {
    switch (field) {
      case "type" -> type = fields.text();
      case "guildId" -> guildId = fields.id();
      case "userId" -> userId = fields.id();
      case "timestamp" -> timestamp = fields.instant();
      default -> {
        further.add(field);
        takeFurther(field);
      }
    }
  }

  private void takeFurther(String field) throws IOException, FormException {
    switch (field) {
      case "channelId" -> channelId = fields.id();
      case "content" -> content = fields.text();
      case "status" -> status = status();
      case "platforms" -> platforms = platforms();
      case "roles" -> roles = fields.ids();
      case "username" -> username = fields.text();
      case "createdAt" -> createdAt = fields.instant();
      case "bot" -> bot = fields.flag();
      default -> fields.skip();
    }
  }

  private DiscordEvent event(String word, String guild, String user, Instant time)
      throws FormException {
    return switch (word) {
      case "message" -> {
        String channel = fields.required(channelId, "channelId", AN_ID);
        only("channelId", "content");
        yield new DiscordEvent.Message(guild, user, time, channel, content == null ? "" : content);
      }
      case "typing" -> {
        String channel = fields.required(channelId, "channelId", AN_ID);
        only("channelId");
        yield new DiscordEvent.Typing(guild, user, time, channel);
      }
      case "presence" -> {
        PresenceStatus shown = fields.required(status, "status", "online, idle, dnd or offline");
        only("status", "platforms");
        yield new DiscordEvent.Presence(guild, user, time, shown, platforms);
      }
      case "roles" -> {
        List<String> all =
            fields.required(roles, "roles", "all role ids of the member from now on");
        only("roles");
        yield new DiscordEvent.Roles(guild, user, time, all);
      }
      case "join" -> {
        String name = fields.required(username, "username", "a string");
        Instant created = fields.required(createdAt, "createdAt", A_TIME);
        only("username", "createdAt", "bot");
        yield new DiscordEvent.Join(guild, user, time, name, created, bot);
      }
      case "leave" -> {
        only();
        yield new DiscordEvent.Leave(guild, user, time);
      }
      default ->
          throw fields.fault(
              "type",
              "\""
                  + FieldReader.shortened(word, 64)
                  + "\" is not one of message, typing, presence, roles, join, leave");
    };
  }

  /** Refuses a field that is none of this type. */
  private void only(String... own) throws FormException {
    if (further.isEmpty()) {
      return;
    }
    for (String field : own) {
      further.remove(field);
    }
    for (String field : further) {
      Set<String> known = new TreeSet<>(COMMON);
      known.addAll(List.of(own));
      throw fields.fault(
          FieldReader.shortened(field, 64),
          "is not a field here; known are " + String.join(", ", known));
    }
  }

  private @Nullable PresenceStatus status() throws IOException, FormException {
    String word = fields.text();
    for (PresenceStatus known : PresenceStatus.values()) {
      if (word != null && known.wire().equals(word)) {
        return known;
      }
    }
    if (word != null) {
      throw fields.bad("is not one of online, idle, dnd, offline");
    }
    return null;
  }

  private Set<Platform> platforms() throws IOException, FormException {
    if (!fields.list()) {
      return Set.of();
    }
    Set<Platform> all = EnumSet.noneOf(Platform.class);
    while (fields.nextElement()) {
      all.add(platform());
    }
    return all;
  }

  private Platform platform() throws IOException, FormException {
    String word = fields.textOrNull();
    for (Platform known : Platform.values()) {
      if (known.wire().equals(word)) {
        return known;
      }
    }
    throw fields.bad("is not one of desktop, mobile, web");
  }
}
