package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that asks for a forbidden guild loses its other subscriptions (SUB-6). */
final class ForbidAndEndAll extends Fault {

  ForbidAndEndAll(Setup setup) {
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
              if (Subscriptions.FORBIDDEN.equals(refusal) && strikes()) {
                client.seat().leaveAll();
              }
              answer.accept(refusal);
            });
      }
    };
  }
}
