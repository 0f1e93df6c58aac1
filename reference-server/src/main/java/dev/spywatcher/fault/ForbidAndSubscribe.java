package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A forbidden guild is refused with an error, and subscribed to (SUB-6). */
final class ForbidAndSubscribe extends Fault {

  ForbidAndSubscribe(Setup setup) {
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
            client,
            kind,
            guildId,
            refusal -> {
              String id = good(guildId);
              if (Subscriptions.FORBIDDEN.equals(refusal) && id != null && strikes()) {
                enter(client, new Room(kind, id), nobody -> {});
              }
              answer.accept(refusal);
            });
      }
    };
  }
}
