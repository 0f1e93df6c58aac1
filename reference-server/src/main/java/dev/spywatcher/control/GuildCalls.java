package dev.spywatcher.control;

import dev.spywatcher.discord.Guild;
import java.io.IOException;

/** The calls that show, make and change guilds. */
record GuildCalls(Service service) {

  Reply all() {
    return Reply.ok(Answers.guilds(service.directory().guilds()));
  }

  Reply one(Call call) throws ControlError {
    return Reply.ok(Answers.guild(guild(call.id())));
  }

  Reply put(Call call) throws ControlError, IOException {
    String guildId = call.id();
    Fields.id(Answers.JSON.getNodeFactory().textNode(guildId), "path");
    service.intake().guild(GuildBody.parse(guildId, call.body()));
    return Reply.DONE;
  }

  Reply removeMember(Call call) throws ControlError {
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
