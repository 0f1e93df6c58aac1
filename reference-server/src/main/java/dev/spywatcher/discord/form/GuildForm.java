package dev.spywatcher.discord.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.spywatcher.discord.GuildDefinition;
import java.io.IOException;

/**
 * A guild as a JSON object: {@code id}, {@code name}, {@code channels}, {@code roles}, {@code
 * members}. Both ways go member by member, so that a guild of a million needs no more memory than
 * its definition.
 */
public final class GuildForm {

  private GuildForm() {}

  /**
   * Reads the guild that a parser stands at; its {@code id} must be there.
   *
   * @throws FormException where it is no guild
   */
  public static GuildDefinition read(JsonParser parser) throws IOException, FormException {
    return new GuildDraft(new FieldReader(parser)).read(null);
  }

  /**
   * Reads the guild that a parser stands at, whose id is known from elsewhere; it may say the same.
   *
   * @throws FormException where it is no guild, or another one
   */
  public static GuildDefinition read(JsonParser parser, String id)
      throws IOException, FormException {
    return new GuildDraft(new FieldReader(parser)).read(id);
  }

  /** Writes a guild as one object. */
  public static void write(GuildDefinition guild, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", guild.id());
    json.writeStringField("name", guild.name());
    json.writeArrayFieldStart("channels");
    for (GuildDefinition.Channel channel : guild.channels()) {
      named(channel.id(), channel.name(), json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("roles");
    for (GuildDefinition.Role role : guild.roles()) {
      named(role.id(), role.name(), json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("members");
    char[] time = new char[30];
    for (GuildDefinition.Member member : guild.members()) {
      json.writeStartObject();
      json.writeStringField("userId", member.userId());
      json.writeStringField("username", member.username());
      json.writeFieldName("createdAt");
      json.writeString(time, 0, IsoTime.write(member.createdAt(), time));
      json.writeBooleanField("bot", member.bot());
      json.writeArrayFieldStart("roles");
      for (String roleId : member.roleIds()) {
        json.writeString(roleId);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void named(String id, String name, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("name", name);
    json.writeEndObject();
  }
}
