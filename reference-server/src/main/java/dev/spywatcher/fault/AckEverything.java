package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every subscription is acknowledged as granted (SUB-12). */
final class AckEverything extends Fault {

  AckEverything(Setup setup) {
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
        super.subscribe(
            client, kind, guildId, refusal -> answer.accept(strikes() ? null : refusal));
      }
    };
  }
}
