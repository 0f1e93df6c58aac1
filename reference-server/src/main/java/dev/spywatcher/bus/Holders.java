package dev.spywatcher.bus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Who ingests the events of which guild. Thread-safe. */
public interface Holders {

  /** Every server ingests everything. */
  Holders ALL =
      new Holders() {
        @Override
        public boolean ingests(String guildId) {
          return true;
        }

        @Override
        public CompletionStage<@Nullable String> holder(String guildId) {
          return CompletableFuture.completedFuture(null);
        }
      };

  /** Whether this server ingests that guild's events now, as it does all while it is alone. */
  boolean ingests(String guildId);

  /** Id of the server that does; {@code null} while none does. */
  CompletionStage<@Nullable String> holder(String guildId);
}
