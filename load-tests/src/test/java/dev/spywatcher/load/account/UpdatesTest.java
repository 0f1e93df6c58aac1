package dev.spywatcher.load.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.gatling.Observer;
import dev.spywatcher.load.source.Source;
import dev.spywatcher.load.source.SourceGuild;
import dev.spywatcher.load.source.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpdatesTest {

  private static final String SUBSCRIBE = "subscribe:analytics";

  private final Source source = new Source(List.of(), 2, List.of(Stream.MESSAGE));
  private final SourceGuild guild = source.guilds().get(0);
  private final Ledger ledger = new Ledger(source, Duration.ofSeconds(1));
  private final Updates updates = new Updates(ledger, source, Duration.ofSeconds(30));

  @AfterEach
  void end() {
    ledger.close();
    source.close();
  }

  @Test
  void whatComesBeforeTheAcknowledgementIsIgnored() throws Exception {
    for (Observer client : List.of(updates.subscriber(guild), updates.subscriberToAll(guild))) {
      client.connected();
      client.sending(SUBSCRIBE);
      client.event(update(guild));
      client.acknowledged(SUBSCRIBE, MissingNode.getInstance());
      client.event(update(guild));
      client.left();
    }

    assertThat(ledger.total(Column.LEAKED)).isZero();
    updates.requireThrottle();
  }

  @Test
  void whatWasNotAskedForIsLeaked() {
    Observer client = updates.subscriber(guild);
    client.connected();
    client.event(update(guild));
    client.sending(SUBSCRIBE);
    client.event(update(source.guilds().get(1)));
    client.declined(SUBSCRIBE);
    client.event(update(guild));

    assertThat(ledger.total(Column.LEAKED)).isEqualTo(3);
  }

  private static Packet update(SourceGuild of) {
    Instant now = Instant.now();
    return new Packet(
        Updates.EVENT,
        "[\"%s\",{\"guildId\":\"%s\",\"timestamp\":\"%s\"}]".formatted(Updates.EVENT, of.id(), now),
        now.toEpochMilli());
  }
}
