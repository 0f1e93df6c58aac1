package dev.spywatcher.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.form.FormException;
import dev.spywatcher.discord.form.GuildForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Guilds and members as Redis keeps them: a guild as the control API has it, but without its
 * members; a member as {@code [username, created s, ns, bot, [role…]]}.
 */
final class DirectoryForm {

  private static final JsonFactory JSON = new JsonFactory();

  private DirectoryForm() {}

  /** Writes JSON. */
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  static byte[] written(GuildDefinition guild) {
    return written(
        json ->
            GuildForm.write(
                new GuildDefinition(
                    guild.id(), guild.name(), guild.channels(), guild.roles(), List.of()),
                json));
  }

  static byte[] written(GuildDefinition.Member member) {
    return written(
        json -> {
          json.writeStartArray();
          json.writeString(member.username());
          json.writeNumber(member.createdAt().getEpochSecond());
          json.writeNumber(member.createdAt().getNano());
          json.writeBoolean(member.bot());
          json.writeStartArray();
          for (String roleId : member.roleIds()) {
            json.writeString(roleId);
          }
          json.writeEndArray();
          json.writeEndArray();
        });
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads a guild and puts those members into it. */
  static GuildDefinition guild(byte[] written, List<GuildDefinition.Member> members) {
    try (JsonParser json = JSON.createParser(written)) {
      json.nextToken();
      GuildDefinition guild = GuildForm.read(json);
      return new GuildDefinition(
          guild.id(), guild.name(), guild.channels(), guild.roles(), members);
    } catch (IOException | FormException e) {
      throw new IllegalArgumentException("no guild: " + e.getMessage(), e);
    }
  }

  static GuildDefinition.Member member(String userId, byte[] written) {
    try (JsonParser json = JSON.createParser(written)) {
      json.nextToken();
      String username = json.nextTextValue();
      long seconds = json.nextLongValue(0);
      int nanos = json.nextIntValue(0);
      boolean bot = json.nextToken() == JsonToken.VALUE_TRUE;
      json.nextToken();
      List<String> roles = new ArrayList<>();
      for (String role = json.nextTextValue(); role != null; role = json.nextTextValue()) {
        roles.add(role);
      }
      return new GuildDefinition.Member(
          userId, username, Instant.ofEpochSecond(seconds, nanos), bot, roles);
    } catch (IOException e) {
      throw new IllegalArgumentException("no member: " + e.getMessage(), e);
    }
  }
}
