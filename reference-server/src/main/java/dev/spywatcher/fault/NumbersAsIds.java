package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A number is taken for a guild id (SUB-7). */
final class NumbersAsIds extends Fault {

  NumbersAsIds(Setup setup) {
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
            guildId instanceof Number number && strikes() ? number.toString() : guildId,
            answer);
      }
    };
  }
}
