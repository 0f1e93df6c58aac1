package dev.spywatcher.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.form.FormException;
import dev.spywatcher.discord.form.GuildForm;
import java.io.IOException;

/** Reads the body of {@code PUT /control/guilds/{id}}. */
final class GuildBody {

  private GuildBody() {}

  static GuildDefinition parse(String guildId, JsonNode body) throws ControlError, IOException {
    Fields.of(body, "");
    try (JsonParser tokens = Answers.JSON.treeAsTokens(body)) {
      tokens.nextToken();
      return GuildForm.read(tokens, guildId);
    } catch (FormException e) {
      throw ControlError.invalid(String.valueOf(e.getMessage()));
    }
  }
}
