package dev.spywatcher.load.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.spywatcher.load.gatling.Observer;
import dev.spywatcher.load.source.Posted;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.SourceGuild;
import dev.spywatcher.load.source.Stream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriberTest {

  private static final String SUBSCRIBE = "subscribe:guild";

  private final Source source = new Source(List.of(), 2, List.of(Stream.MESSAGE));
  private final SourceGuild guild = source.guilds().get(0);
  private final Ledger ledger = new Ledger(source, Duration.ofSeconds(1));
  private final Observer client = ledger.subscriber(guild);

  @AfterEach
  void end() {
    ledger.close();
    source.close();
  }

  private void subscribe() {
    client.connected();
    client.acknowledged(SUBSCRIBE, MissingNode.getInstance());
  }

  private void receive(SourceGuild of) {
    client.event(Posted.next(of, Stream.MESSAGE));
  }

  private void allArrived() throws InterruptedException {
    ledger.awaitEnd(Duration.ZERO, Duration.ZERO);
  }

  @Test
  void whoIsDroppedInTheMiddleOwesNothingAfterTheLastThatCame() {
    subscribe();
    client.event(Posted.next(guild, Stream.MESSAGE));
    Posted.next(guild, Stream.MESSAGE);

    client.disconnected("transport close");

    assertThat(ledger.total(Column.EXPECTED)).isEqualTo(1);
    assertThat(ledger.total(Column.LOST)).isZero();
    assertThat(ledger.disconnected()).isEqualTo(1);
    assertThat(ledger.connected()).isZero();
    assertThat(ledger.subscribed()).isZero();
  }

  @Test
  void whatComesBeforeTheAcknowledgementIsNeitherOwedNorLeaked() throws Exception {
    client.connected();
    client.sending(SUBSCRIBE);
    receive(guild);
    client.acknowledged(SUBSCRIBE, MissingNode.getInstance());
    receive(guild);
    allArrived();
    client.left();

    assertThat(ledger.total(Column.LEAKED)).isZero();
    assertThat(ledger.total(Column.EXPECTED)).isEqualTo(1);
    assertThat(ledger.total(Column.RECEIVED)).isEqualTo(1);
  }

  @Test
  void whatWasNotAskedForIsLeaked() {
    client.connected();
    receive(guild);
    client.sending("subscribe:analytics");
    receive(guild);
    client.sending(SUBSCRIBE);
    receive(source.guilds().get(1));
    client.declined(SUBSCRIBE);
    receive(guild);
    client.sending(SUBSCRIBE);
    client.disconnected("transport close");
    receive(guild);

    assertThat(ledger.total(Column.LEAKED)).isEqualTo(5);
  }

  @Test
  void whoIsDroppedAfterTheLastArrivedOwesAll() throws Exception {
    subscribe();
    client.event(Posted.next(guild, Stream.MESSAGE));
    Posted.next(guild, Stream.MESSAGE);
    allArrived();

    client.disconnected("transport close");

    assertThat(ledger.total(Column.EXPECTED)).isEqualTo(2);
    assertThat(ledger.total(Column.LOST)).isEqualTo(1);
  }
}
