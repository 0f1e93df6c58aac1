package dev.spywatcher.load.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.gatling.Observer;
import dev.spywatcher.load.source.EventId;
import dev.spywatcher.load.source.SourceGuild;
import dev.spywatcher.load.source.Stream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The account of one client that subscribes to one guild's events. Used on the client's event loop,
 * and after it has left by the ledger.
 */
final class Subscriber implements Observer {

  private static final String SUBSCRIBED = "subscribe:guild";

  private final Ledger ledger;
  private final SourceGuild guild;
  private final Map<Stream, Mark> marks = new EnumMap<>(Stream.class);
  private boolean connected;

  /** Whether it has asked for its subscription and waits for the answer. */
  private boolean asking;

  Subscriber(Ledger ledger, SourceGuild guild) {
    this.ledger = ledger;
    this.guild = guild;
  }

  @Override
  public synchronized void connected() {
    connected = true;
    ledger.pulse().clients(1);
  }

  @Override
  public synchronized void sending(String event) {
    asking = asking || event.equals(SUBSCRIBED);
  }

  @Override
  public synchronized void declined(String event) {
    asking = asking && !event.equals(SUBSCRIBED);
  }

  @Override
  public synchronized void acknowledged(String event, JsonNode answer) {
    if (!event.equals(SUBSCRIBED)) {
      return;
    }
    asking = false;
    if (!marks.isEmpty()) {
      return;
    }
    for (Stream stream : Stream.values()) {
      long from = guild.sequence(stream).begun();
      marks.put(stream, new Mark(ledger.row(stream.event(), guild.id()), from));
    }
    ledger.subscribed(1);
  }

  @Override
  public synchronized void event(Packet packet) {
    String[] texts = packet.texts("userId", "timestamp", "message");
    if (packet.event().equals("error")) {
      ledger.error(texts[2]);
      return;
    }
    EventId id = EventId.parse(texts[0], packet.event());
    SourceGuild of = id == null ? null : ledger.guild(id.guild());
    if (id == null || of == null) {
      ledger.row(packet.event(), Ledger.NO_GUILD).add(Column.LEAKED, 1);
      return;
    }
    if (of == guild && asking && marks.isEmpty()) {
      // The room has changed already; the answer that says so is on its way (SUB-12).
      return;
    }
    long number = of.sequence(id.stream()).numberOf(id.slot());
    Mark mark = marks.get(id.stream());
    if (of != guild || mark == null || number < 0) {
      ledger.row(packet.event(), of.id()).add(Column.LEAKED, 1);
      return;
    }
    mark.received(number);
    timed(packet, texts[1]);
  }

  private void timed(Packet packet, String timestamp) {
    try {
      long latency = packet.atMillis() - Instant.parse(timestamp).toEpochMilli();
      ledger.pulse().delivered(Math.max(0, latency));
      if (latency > ledger.lateMillis()) {
        ledger.row(packet.event(), guild.id()).add(Column.LATE, 1);
      }
    } catch (DateTimeException e) {
      ledger.row(packet.event(), guild.id()).add(Column.LATE, 1);
    }
  }

  @Override
  public synchronized void disconnected(String reason) {
    settle();
    ledger.disconnected(reason);
    gone();
  }

  @Override
  public synchronized void left() {
    settle();
    if (connected) {
      gone();
    }
  }

  /** Before the client counts as gone: then the run may be judged. */
  private void settle() {
    for (Map.Entry<Stream, Mark> mark : marks.entrySet()) {
      if (ledger.allArrived()) {
        mark.getValue().settle(guild.sequence(mark.getKey()).begun());
      } else {
        // It goes in the middle: what is on its way to it is not lost.
        mark.getValue().lostConnection();
      }
    }
    if (!marks.isEmpty()) {
      ledger.subscribed(-1);
    }
    marks.clear();
  }

  private void gone() {
    connected = false;
    asking = false;
    ledger.pulse().clients(-1);
  }

  /** Whether it has all that was posted while it was subscribed. */
  synchronized boolean complete() {
    return marks.entrySet().stream()
        .allMatch(mark -> mark.getValue().complete(guild.sequence(mark.getKey()).begun()));
  }

  /** That it is subscribed. */
  synchronized boolean subscribed() {
    return !marks.isEmpty();
  }
}
