package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDefinition;
import java.io.IOException;

/** The calls that show, make and change guilds; made and changed is one where it is ingested. */
record GuildCalls(Service service, Injection injection) {

  Reply all() {
    return Reply.ok(Answers.guilds(service.directory().guilds()));
  }

  Reply one(Call call) throws ControlError {
    return Reply.ok(Answers.guild(guild(call.id())));
  }

  Reply put(Call call) throws ControlError, IOException {
    String guildId = call.id();
    JsonNode body = call.body();
    // What is wrong with it is said at once.
    checked(guildId, body);
    return injection.at(guildId, call, body, () -> put(guildId, body));
  }

  Reply putHere(Call call) throws ControlError, IOException {
    return injection.here(call.id()) ? put(call.id(), call.body()) : Injection.ELSEWHERE;
  }

  private Reply put(String guildId, JsonNode body) throws ControlError, IOException {
    service.intake().guild(checked(guildId, body));
    return Reply.DONE;
  }

  private static GuildDefinition checked(String guildId, JsonNode body)
      throws ControlError, IOException {
    Fields.id(Answers.JSON.getNodeFactory().textNode(guildId), "path");
    return GuildBody.parse(guildId, body);
  }

  Reply removeMember(Call call) throws ControlError, IOException {
    return injection.at(call.id(), call, Answers.JSON.createObjectNode(), () -> removed(call));
  }

  Reply removeMemberHere(Call call) throws ControlError {
    return injection.here(call.id()) ? removed(call) : Injection.ELSEWHERE;
  }

  private Reply removed(Call call) throws ControlError {
    guild(call.id());
    service.intake().removeMember(call.id(), call.ids().get(1));
    return Reply.DONE;
  }

  private Guild guild(String guildId) throws ControlError {
    Guild guild = service.directory().guild(guildId);
    if (guild == null) {
      throw ControlError.of(
          404, "not_found", "guild: no guild has that id; GET /control/guilds lists them");
    }
    return guild;
  }
}
