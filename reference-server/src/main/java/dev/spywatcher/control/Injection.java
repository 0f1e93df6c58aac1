package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.bus.Peer;
import dev.spywatcher.bus.PeerAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is injected to the server that ingests the guild, and brings its answer back. While
 * there is none it waits for one.
 */
final class Injection {

  /** What a server answers that does not ingest the guild any more. */
  static final Reply ELSEWHERE =
      Reply.failure(ControlError.of(421, "elsewhere", "another server ingests that guild"));

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Does it here. */
  interface Here {
    Reply answer() throws ControlError, IOException;
  }

  private final @Nullable Fleet fleet;

  Injection(@Nullable Fleet fleet) {
    this.fleet = fleet;
  }

  /** How long a call may wait, in all. */
  static final class Patience {
    private final long begun = System.nanoTime();

    boolean over() {
      return System.nanoTime() - begun > PATIENCE.toNanos();
    }
  }

  /** Whether this server ingests that guild. */
  boolean here(String guildId) {
    return fleet == null || fleet.ingests(guildId);
  }

  /** Does it where the guild is ingested. */
  Reply at(String guildId, Call call, JsonNode body, Here here) throws ControlError, IOException {
    Patience patience = new Patience();
    while (true) {
      Fleet others = fleet;
      if (others == null || others.ingests(guildId)) {
        return here.answer();
      }
      Peer holder = holder(others, guildId, patience);
      if (holder != null) {
        Reply reply = tell(others, holder, call.asked(body));
        if (reply != null) {
          return reply;
        }
        pause(guildId, patience);
      }
    }
  }

  /** The server that ingests a guild; {@code null} where it is this one. */
  @Nullable Peer holder(String guildId, Patience patience) throws ControlError {
    Fleet others = fleet;
    return others == null ? null : holder(others, guildId, patience);
  }

  private static @Nullable Peer holder(Fleet others, String guildId, Patience patience)
      throws ControlError {
    while (!others.ingests(guildId)) {
      Peer holder = others.holder(guildId);
      if (holder != null) {
        return holder;
      }
      pause(guildId, patience);
    }
    return null;
  }

  /** What a server answered; {@code null} where it has not begun, and another has to be asked. */
  @Nullable Reply tell(Peer holder, Asked asked) throws ControlError {
    Fleet others = fleet;
    return others == null ? null : tell(others, holder, asked);
  }

  private static @Nullable Reply tell(Fleet others, Peer holder, Asked asked) throws ControlError {
    PeerAnswer answer = others.ask(holder, asked);
    return switch (answer.kind()) {
      case GONE -> null;
      case ANSWERED -> {
        Reply reply = Reply.decoded(answer.body());
        yield reply.status() == ELSEWHERE.status() ? null : reply;
      }
      case FAILED, GONE_AT_WORK ->
          throw ControlError.of(
              502,
              "not_everywhere",
              holder.name() + ": " + answer.failure() + "; it may or may not have been done");
    };
  }

  /** Lets a moment pass, unless that was enough of them. */
  static void pause(String guildId, Patience patience) throws ControlError {
    if (patience.over()) {
      throw ControlError.of(
          503,
          "no_holder",
          "guild: no server ingests \""
              + Fields.cut(guildId)
              + "\" at the moment; try again, or see GET /health for the servers");
    }
    try {
      new CompletableFuture<Void>().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // As it should be.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ControlError.of(503, "shutting_down", "the server is shutting down");
    }
  }
}
