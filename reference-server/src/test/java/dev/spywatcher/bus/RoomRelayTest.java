package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which events of other servers a relay delivers, and what it gives to them. */
class RoomRelayTest {

  private static final Room ROOM = new Room(Room.Kind.GUILD, "900");
  private static final String CHANNEL = "room:guild:900";
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final ServiceClock clock = new ServiceClock(() -> NOW);
  private final FanOut fanOut = new FanOut();
  private final Switchboard link = new Switchboard();
  private final OneShard shards = new OneShard();
  private final List<String> heard = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private long redisMillis = 1_000;
  private RoomRelay relay;

  @BeforeEach
  void join() {
    shards.fence = 1;
    relay =
        new RoomRelay(
            link,
            () -> redisMillis,
            shards,
            "here",
            clock,
            fanOut,
            new Journal(clock),
            (guildId, at) -> {});
    fanOut.supplyBy(relay);
    relay.join(NOW);
    fanOut
        .seat(new Ear(), ImmediateEventExecutor.INSTANCE)
        .join(ROOM, () -> steps.add("subscribed"));
  }

  @AfterEach
  void close() {
    clock.close();
  }

  private static EncodedEvent event(String payload) {
    return EncodedEvent.of(EventName.MESSAGE_NEW, "900", payload);
  }

  private void comes(
      String origin, long fence, long sequence, long stamp, Instant at, String what) {
    byte[] message =
        new RoomMessage(origin, fence, sequence, stamp, at.toEpochMilli(), event(what)).encoded();
    link.listeners.getOrDefault(CHANNEL, List.of()).forEach(each -> each.accept(message));
  }

  private void comes(String origin, long fence, long sequence, String what) {
    comes(origin, fence, sequence, 2_000, NOW, what);
  }

  @Test
  void aMessageArrivesAsItWasSent() {
    EncodedEvent event =
        EncodedEvent.of(EventName.ROLE_CHANGE, "guild \u00fc", "{\"a\":\"\u20ac\"}");
    RoomMessage message = new RoomMessage("server", 7, 8, 9, 10, event);

    RoomMessage decoded = RoomMessage.decoded(message.encoded());

    assertThat(decoded).isNotNull();
    assertThat(decoded).usingRecursiveComparison().isEqualTo(message);
    assertThat(RoomMessage.isFrom("server".getBytes(), message.encoded())).isTrue();
    assertThat(RoomMessage.isFrom("serve".getBytes(), message.encoded())).isFalse();
    assertThat(RoomMessage.decoded(new byte[] {2, 3})).isNull();
  }

  @Test
  void aSubscriptionTakesEffectOnceRedisHasConfirmed() {
    assertThat(steps).isEmpty();

    link.confirm();

    assertThat(steps).containsExactly("subscribed");
  }

  @Test
  void anEventGoesToTheClientsHereAndOnceToTheOthers() {
    link.confirm();
    relay.publish(ROOM, event("{}"), NOW);

    assertThat(heard).containsExactly("{}");
    assertThat(link.published).hasSize(1);
    link.comeBack();
    assertThat(heard).containsExactly("{}");
    assertThat(relay.counts()).containsEntry("published", 1L).containsEntry("received", 0L);
  }

  @Test
  void whatIsDoubledOrOvertakenIsDroppedAndWhatIsMissingIsCounted() {
    link.confirm();
    comes("there", 1, 4, "a");
    comes("there", 1, 4, "a");
    comes("there", 1, 3, "z");
    comes("there", 1, 5, "b");
    comes("there", 1, 8, "c");

    assertThat(heard).containsExactly("a", "b", "c");
    assertThat(relay.counts())
        .containsEntry("received", 3L)
        .containsEntry("dropped", 2L)
        .containsEntry("missed", 2L);
  }

  @Test
  void whoHasLostTheLeaseIsNotHeardAnyMore() {
    link.confirm();
    comes("old", 5, 1, "a");
    comes("new", 6, 1, "b");
    comes("old", 5, 2, "c");
    comes("new", 6, 2, "d");

    assertThat(heard).containsExactly("a", "b", "d");
  }

  @Test
  void whoHoldsTheLeaseItselfHearsNobodyOfBefore() {
    link.confirm();
    shards.fence = 6;
    relay.publish(ROOM, event("own"), NOW);
    comes("old", 5, 1, "late");

    assertThat(heard).containsExactly("own");
  }

  @Test
  void whatWasPublishedBeforeJoiningIsNotForThisServer() {
    link.confirm();
    comes("there", 1, 1, 999, NOW, "stale");
    comes("there", 1, 2, 1_000, NOW, "fresh");

    assertThat(heard).containsExactly("fresh");
  }

  @Test
  void whereRedisClockIsSetBackEventsGoOn() {
    link.confirm();
    redisMillis = 500;
    comes("there", 1, 1, 499, NOW, "a");
    comes("there", 1, 2, 510, NOW, "b");

    assertThat(heard).containsExactly("a", "b");
  }

  @Test
  void aNumberThatNoLeaseCanHaveSilencesNobody() {
    link.confirm();
    comes("there", Long.MAX_VALUE, 1, "a");
    comes("there", 5, 2, "b");

    assertThat(heard).containsExactly("a", "b");
  }

  @Test
  void whatIsNoMessageIsDropped() {
    link.confirm();
    byte[] message =
        new RoomMessage("there", 1, 1, 2_000, NOW.toEpochMilli(), event("a")).encoded();
    byte[] unknown = message.clone();
    unknown[1] = 99;
    byte[] torn = Arrays.copyOf(message, message.length - 8);
    for (byte[] bytes : List.of(unknown, torn, new byte[0])) {
      link.listeners.getOrDefault(CHANNEL, List.of()).forEach(each -> each.accept(bytes));
    }

    assertThat(heard).isEmpty();
    assertThat(relay.counts()).containsEntry("dropped", 3L);
  }

  @Test
  void whatWasTakenInAloneDoesNotComeFromOthersToo() {
    link.confirm();
    shards.othersFrom = NOW;
    comes("there", 1, 1, 2_000, NOW.minusMillis(1), "before");
    comes("there", 1, 2, 2_000, NOW, "from then on");

    assertThat(heard).containsExactly("from then on");
  }

  @Test
  void aServerAloneDeliversToItsOwnClientsOnly() {
    link.confirm();
    relay.leave();
    relay.publish(ROOM, event("a"), NOW);
    comes("there", 1, 1, "b");
    shards.fence = Shards.NOT_OURS;
    relay.publish(ROOM, event("c"), NOW);

    assertThat(heard).containsExactly("a");
    assertThat(link.published).isEmpty();
    assertThat(relay.counts()).containsEntry("refused", 1L);
  }

  @Test
  void subscriptionsWhileRedisIsAwayTakeEffectAtOnceAndAreMadeUpFor() {
    link.confirm();
    relay.leave();
    Room other = new Room(Room.Kind.ANALYTICS, "901");
    fanOut.seat(new Ear(), ImmediateEventExecutor.INSTANCE).join(other, () -> steps.add("alone"));
    assertThat(steps).containsExactly("subscribed", "alone");
    assertThat(link.listeners).doesNotContainKey("room:analytics:901");

    CompletionStage<?> joined = relay.join(NOW);
    assertThat(joined.toCompletableFuture()).isNotDone();
    link.confirm();
    assertThat(joined.toCompletableFuture()).isCompleted();
    assertThat(link.listeners).containsKey("room:analytics:901");
  }

  @Test
  void aRoomThatStaysEmptyIsLeftAfterAWhile() {
    link.confirm();
    FanOut.Seat seat = fanOut.seat(new Ear(), ImmediateEventExecutor.INSTANCE);
    Room room = new Room(Room.Kind.GUILD, "902");
    seat.join(room, () -> {});
    link.confirm();
    seat.leave(room, () -> {});
    seat.join(room, () -> steps.add("again at once"));
    assertThat(steps).endsWith("again at once");
    clock.advance(Duration.ofSeconds(6)).join();
    assertThat(link.listeners).containsKey("room:guild:902");

    seat.leave(room, () -> {});
    clock.advance(Duration.ofSeconds(6)).join();

    assertThat(link.listeners).doesNotContainKey("room:guild:902");
  }

  private final class Ear implements Subscriber {
    @Override
    public void deliver(ByteBuf frames, List<EncodedEvent> events) {
      events.forEach(event -> heard.add(event.payload()));
    }

    @Override
    public void flush() {}
  }

  /** Redis as a test wants it: confirms when it is told to. */
  private static final class Switchboard implements Link {
    final Map<String, List<Consumer<byte[]>>> listeners = new HashMap<>();
    final List<byte[]> published = new ArrayList<>();
    private final List<Runnable> unconfirmed = new ArrayList<>();

    void confirm() {
      List<Runnable> all = List.copyOf(unconfirmed);
      unconfirmed.clear();
      all.forEach(Runnable::run);
    }

    void comeBack() {
      published.forEach(
          message ->
              listeners
                  .getOrDefault(CHANNEL, List.of())
                  .forEach(listener -> listener.accept(message)));
    }

    @Override
    public boolean isUp() {
      return true;
    }

    @Override
    public CompletionStage<List<Object>> run(Script script, List<String> keys, List<?> arguments) {
      return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public void publish(String channel, byte[] message) {
      published.add(message);
    }

    @Override
    public void flush() {}

    @Override
    public CompletionStage<Subscription> subscribe(String channel, Consumer<byte[]> listener) {
      listeners.computeIfAbsent(channel, key -> new ArrayList<>()).add(listener);
      CompletableFuture<Subscription> in = new CompletableFuture<>();
      unconfirmed.add(() -> in.complete(() -> listeners.remove(channel)));
      return in;
    }

    @Override
    public void add(Participant participant) {}
  }
}
