package dev.spywatcher.control;

import dev.spywatcher.discord.Guild;
import org.jspecify.annotations.Nullable;

/** The calls that tell how the server, and one guild, stand at a moment. */
record OverviewCalls(Service service) {

  Reply server(Call call) throws ControlError {
    return Reply.ok(new Overview(service).server(text(call.query("search"), "search")));
  }

  Reply guild(Call call) throws ControlError {
    Parameters query = call.query("search", "limit");
    @Nullable Guild guild = service.directory().guild(call.id());
    if (guild == null) {
      throw ControlError.of(
          404, "not_found", "guild: no guild has that id; GET /control/guilds lists them");
    }
    int most = (int) query.number("limit", Overview.MOST_ROWS, 1_000);
    return Reply.ok(new GuildOverview(service, guild).tell(text(query, "search"), most));
  }

  static String text(Parameters query, String name) {
    String text = query.text(name);
    return text == null ? "" : text;
  }
}
