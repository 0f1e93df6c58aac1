package dev.spywatcher.load.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.gatling.Observer;
import dev.spywatcher.load.source.Posted;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.SourceGuild;
import dev.spywatcher.load.source.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Duration LULL = Duration.ofMillis(500);

  private final Source source = new Source(List.of(), 1, List.of(Stream.MESSAGE));
  private final SourceGuild guild = source.guilds().get(0);
  private final Ledger ledger = new Ledger(source, Duration.ofSeconds(1));
  private final Observer client = ledger.subscriber(guild);
  private final List<Packet> posted = new ArrayList<>();

  LedgerTest() {
    client.connected();
    client.acknowledged("subscribe:guild", MissingNode.getInstance());
    for (int i = 0; i < 6; i++) {
      posted.add(Posted.next(guild, Stream.MESSAGE));
    }
  }

  @AfterEach
  void end() {
    ledger.close();
    source.close();
  }

  @Test
  void theEndIsAwaitedAsLongAsSomethingComes() throws Exception {
    CompletableFuture<Void> slow = CompletableFuture.completedFuture(null);
    for (Packet packet : posted) {
      slow =
          slow.thenRunAsync(
              () -> client.event(packet),
              CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
    }

    ledger.awaitEnd(LULL, Duration.ZERO);

    assertThat(ledger.total(Column.RECEIVED)).isEqualTo(6);
    slow.join();
  }

  @Test
  void nothingIsAwaitedThatDoesNotCome() throws Exception {
    client.event(posted.get(0));
    long begin = System.nanoTime();

    ledger.awaitEnd(LULL, Duration.ZERO);
    client.left();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(ledger.total(Column.LOST)).isEqualTo(5);
  }
}
