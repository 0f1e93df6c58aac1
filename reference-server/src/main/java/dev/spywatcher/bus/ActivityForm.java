package dev.spywatcher.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spywatcher.analytics.Memory.Acts;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Activity and presences as Redis keeps them, compact: an hour is {@code {user: [typing starts,
 * messages, presences, {channel: times}]}}, presences are {@code {user: [status, platform…]}} of
 * those who are not offline.
 */
final class ActivityForm {

  private static final JsonFactory JSON = new JsonFactory();

  private ActivityForm() {}

  /** What a member was last seen with. */
  record Seen(PresenceStatus status, Set<Platform> platforms) {}

  static byte[] hour(Map<String, Acts> users) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, Acts> user : users.entrySet()) {
        Acts acts = user.getValue();
        json.writeArrayFieldStart(user.getKey());
        json.writeNumber(acts.typingStarts());
        json.writeNumber(acts.messages());
        json.writeNumber(acts.presences());
        json.writeStartObject();
        for (Map.Entry<String, Integer> channel : acts.channels().entrySet()) {
          json.writeNumberField(channel.getKey(), channel.getValue());
        }
        json.writeEndObject();
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Map<String, Acts> hour(byte[] written) {
    Map<String, Acts> users = new HashMap<>();
    try (JsonParser json = JSON.createParser(written)) {
      json.nextToken();
      for (String user = json.nextFieldName(); user != null; user = json.nextFieldName()) {
        json.nextToken();
        int typingStarts = json.nextIntValue(0);
        int messages = json.nextIntValue(0);
        int presences = json.nextIntValue(0);
        Map<String, Integer> channels = new HashMap<>();
        json.nextToken();
        for (String id = json.nextFieldName(); id != null; id = json.nextFieldName()) {
          channels.put(id, json.nextIntValue(0));
        }
        json.nextToken();
        users.put(user, new Acts(typingStarts, messages, presences, channels));
      }
      return users;
    } catch (IOException e) {
      throw new IllegalArgumentException("no hour of activity: " + e.getMessage(), e);
    }
  }

  static byte[] presences(Guild guild) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Member member : guild.members()) {
        if (member.status() != PresenceStatus.OFFLINE) {
          json.writeArrayFieldStart(member.userId());
          json.writeString(member.status().name());
          for (Platform platform : member.platforms()) {
            json.writeString(platform.name());
          }
          json.writeEndArray();
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Map<String, Seen> presences(byte[] written) {
    Map<String, Seen> all = new HashMap<>();
    try (JsonParser json = JSON.createParser(written)) {
      json.nextToken();
      for (String user = json.nextFieldName(); user != null; user = json.nextFieldName()) {
        json.nextToken();
        PresenceStatus status = PresenceStatus.valueOf(json.nextTextValue());
        Set<Platform> platforms = EnumSet.noneOf(Platform.class);
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          platforms.add(Platform.valueOf(json.getText()));
        }
        all.put(user, new Seen(status, Set.copyOf(platforms)));
      }
      return all;
    } catch (IOException e) {
      throw new IllegalArgumentException("no presences: " + e.getMessage(), e);
    }
  }
}
