package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An end of a subscription overtakes the beginning (SUB-15). */
final class UnsubscribeOvertakes extends Fault {

  UnsubscribeOvertakes(Setup setup) {
    super(setup);
  }

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void subscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        if (strikes()) {
          site.clock()
              .schedule(
                  settings.duration("delay"), () -> super.subscribe(client, kind, guildId, answer));
        } else {
          super.subscribe(client, kind, guildId, answer);
        }
      }
    };
  }
}
