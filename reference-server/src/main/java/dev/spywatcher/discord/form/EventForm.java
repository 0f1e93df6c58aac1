package dev.spywatcher.discord.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as a JSON object: {@code type}, {@code guildId}, {@code userId}, {@code timestamp}, and
 * what its type adds. Written in one order of keys, the same on every machine. A writer is not
 * thread-safe.
 */
public final class EventForm {

  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString GUILD_ID = new SerializedString("guildId");
  private static final SerializableString USER_ID = new SerializedString("userId");
  private static final SerializableString TIMESTAMP = new SerializedString("timestamp");
  private static final SerializableString CHANNEL_ID = new SerializedString("channelId");
  private static final SerializableString CONTENT = new SerializedString("content");
  private static final SerializableString STATUS = new SerializedString("status");
  private static final SerializableString PLATFORMS = new SerializedString("platforms");
  private static final SerializableString ROLES = new SerializedString("roles");
  private static final SerializableString USERNAME = new SerializedString("username");
  private static final SerializableString CREATED_AT = new SerializedString("createdAt");
  private static final SerializableString BOT = new SerializedString("bot");
  private static final SerializableString[] WORDS = {
    new SerializedString("message"),
    new SerializedString("typing"),
    new SerializedString("presence"),
    new SerializedString("roles"),
    new SerializedString("join"),
    new SerializedString("leave")
  };

  private final JsonGenerator json;
  private final char[] time = new char[30];

  /** A writer of events to {@code json}. */
  public EventForm(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Reads the event that a parser stands at.
   *
   * @param now the time of an event that names none; {@code null} where it must name one
   * @throws FormException where it is no event
   */
  public static DiscordEvent read(JsonParser parser, @Nullable Instant now)
      throws IOException, FormException {
    return new EventDraft(new FieldReader(parser)).read(now);
  }

  /** The types, as they are written. */
  public static List<String> types() {
    return Arrays.stream(WORDS).map(SerializableString::getValue).toList();
  }

  /** The type of an event, as it is written. */
  public static String type(DiscordEvent event) {
    return WORDS[word(event)].getValue();
  }

  private static int word(DiscordEvent event) {
    // A switch over the sealed type would need Java 21; EventFormTest covers every kind.
    if (event instanceof DiscordEvent.Message) {
      return 0;
    } else if (event instanceof DiscordEvent.Typing) {
      return 1;
    } else if (event instanceof DiscordEvent.Presence) {
      return 2;
    } else if (event instanceof DiscordEvent.Roles) {
      return 3;
    } else if (event instanceof DiscordEvent.Join) {
      return 4;
    }
    return 5;
  }

  /** Writes an event as one object. */
  public void write(DiscordEvent event) throws IOException {
    json.writeStartObject();
    json.writeFieldName(TYPE);
    json.writeString(WORDS[word(event)]);
    field(GUILD_ID, event.guildId());
    field(USER_ID, event.userId());
    field(TIMESTAMP, event.timestamp());
    if (event instanceof DiscordEvent.Message message) {
      field(CHANNEL_ID, message.channelId());
      field(CONTENT, message.content());
    } else if (event instanceof DiscordEvent.Typing typing) {
      field(CHANNEL_ID, typing.channelId());
    } else if (event instanceof DiscordEvent.Presence presence) {
      field(STATUS, presence.status().wire());
      platforms(presence);
    } else if (event instanceof DiscordEvent.Roles roles) {
      json.writeFieldName(ROLES);
      json.writeStartArray();
      for (String id : roles.roleIds()) {
        json.writeString(id);
      }
      json.writeEndArray();
    } else if (event instanceof DiscordEvent.Join join) {
      field(USERNAME, join.username());
      field(CREATED_AT, join.createdAt());
      json.writeFieldName(BOT);
      json.writeBoolean(join.bot());
    }
    json.writeEndObject();
  }

  private void platforms(DiscordEvent.Presence presence) throws IOException {
    json.writeFieldName(PLATFORMS);
    json.writeStartArray();
    for (Platform platform : Platform.values()) {
      if (presence.platforms().contains(platform)) {
        json.writeString(platform.wire());
      }
    }
    json.writeEndArray();
  }

  private void field(SerializableString name, String value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  private void field(SerializableString name, Instant value) throws IOException {
    json.writeFieldName(name);
    json.writeString(time, 0, IsoTime.write(value, time));
  }
}
