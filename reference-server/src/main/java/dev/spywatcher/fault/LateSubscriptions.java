package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Subscriptions and their ends take effect late (SUB-15). */
final class LateSubscriptions extends Fault {

  LateSubscriptions(Setup setup) {
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
        site.clock()
            .schedule(
                strikes() ? settings.duration("delay") : Duration.ZERO,
                () -> super.subscribe(client, kind, guildId, answer));
      }

      @Override
      public void unsubscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        site.clock()
            .schedule(
                strikes() ? settings.duration("delay") : Duration.ZERO,
                () -> super.unsubscribe(client, kind, guildId, answer));
      }
    };
  }
}
