package dev.spywatcher.fault;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;

/** Events of a guild go to subscribers of every other guild as well (SUB-3). */
final class LeakGuild extends Fault {

  LeakGuild(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<Publication> publications(Consumer<Publication> honest) {
    return publication -> {
      honest.accept(publication);
      if (strikes()) {
        for (Guild guild : site.directory().guilds()) {
          if (!guild.id().equals(publication.room().guildId())) {
            honest.accept(publication.in(new Room(publication.room().kind(), guild.id())));
          }
        }
      }
    };
  }
}
