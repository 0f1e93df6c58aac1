package dev.spywatcher.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JournalTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Predicate<Entry> ANY = entry -> true;
  private static final Duration PLENTY = Duration.ofSeconds(10);

  private final Journal journal = new Journal(InstantSource.fixed(NOON));

  @Test
  void remembersWhatWasSent() {
    journal.sent("message:new", "900", 3, "{\"a\":1}");

    assertThat(journal.find(0, ANY))
        .containsExactly(new Entry(1, NOON, true, "message:new", "900", 3, "{\"a\":1}"));
  }

  @Test
  void remembersWhatWasReceivedWithoutItsPayload() {
    journal.received("subscribe:guild", "900");
    journal.received("subscribe:guild", null);

    assertThat(journal.find(0, ANY))
        .containsExactly(
            new Entry(1, NOON, false, "subscribe:guild", "900", 1, null),
            new Entry(2, NOON, false, "subscribe:guild", null, 1, null));
  }

  @Test
  void findsWhatMatchesOldestFirst() {
    journal.sent("message:new", "900", 1, "{}");
    journal.sent("user:join", "900", 1, "{}");
    journal.sent("message:new", "901", 1, "{}");

    assertThat(journal.find(0, entry -> entry.event().equals("message:new")))
        .extracting(Entry::guildId)
        .containsExactly("900", "901");
  }

  @Test
  void leavesOutWhatStoodThereAlready() {
    sent(3);
    long since = journal.find(0, ANY).get(2).sequence();
    sent(2);

    assertThat(sequences(journal.find(since, ANY))).containsExactly(4L, 5L);
    assertThat(journal.find(5, ANY)).isEmpty();
    assertThat(journal.find(Long.MAX_VALUE, ANY)).isEmpty();
  }

  @Test
  void keepsTheLastEntriesOnly() {
    sent(Journal.CAPACITY + 5);

    List<Long> kept = sequences(journal.find(0, ANY));

    assertThat(kept).hasSize(Journal.CAPACITY).startsWith(6L).endsWith(Journal.CAPACITY + 5L);
  }

  @Test
  void forgetsEntriesButDoesNotCountAnew() {
    sent(2);

    journal.clear();
    assertThat(journal.find(0, ANY)).isEmpty();
    sent(1);

    assertThat(sequences(journal.find(0, ANY))).containsExactly(3L);
  }

  @Test
  void doesNotWaitForWhatIsThere() throws Exception {
    sent(2);

    assertThat(journal.await(0, ANY, 2, Duration.ZERO).get()).hasSize(2);
  }

  @Test
  void givesMoreThanWasAskedForWhereThereIsMore() throws Exception {
    sent(5);

    assertThat(journal.await(0, ANY, 2, PLENTY).get()).hasSize(5);
  }

  @Test
  void waitsUntilEnoughHasMatched() throws Exception {
    CompletableFuture<List<Entry>> waiting = waitFor(entry -> entry.event().equals("user:join"), 2);

    journal.sent("user:join", "900", 1, "{}");
    journal.sent("message:new", "900", 1, "{}");
    assertThat(waiting.isDone()).as("came back after one of two").isFalse();
    journal.sent("user:join", "900", 1, "{}");

    assertThat(sequences(waiting.get())).containsExactly(1L, 3L);
  }

  @Test
  void servesEveryoneWhoWaits() throws Exception {
    List<CompletableFuture<List<Entry>>> waiting =
        List.of(waitFor(ANY, 1), waitFor(ANY, 1), waitFor(ANY, 1));

    sent(1);

    for (CompletableFuture<List<Entry>> one : waiting) {
      assertThat(one.get()).hasSize(1);
    }
  }

  @Test
  void givesWhatThereIsWhenTheTimeHasRunOut() throws Exception {
    sent(1);
    long begun = System.nanoTime();

    List<Entry> found = journal.await(0, ANY, 2, Duration.ofMillis(50)).get();

    assertThat(found).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(49));
  }

  @Test
  void anEntryThatDoesNotMatchDoesNotProlongTheWait() throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread chatter =
        new Thread(
            () -> {
              while (!done.isDone()) {
                journal.sent("message:new", "900", 1, "{}");
                Thread.onSpinWait();
              }
            });
    chatter.start();
    try {
      assertThat(journal.await(0, entry -> false, 1, Duration.ofMillis(50)).get()).isEmpty();
    } finally {
      done.complete(null);
      chatter.join();
    }
  }

  @Test
  void whoWaitsNeedsNoThread() throws Exception {
    long before = Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).count();
    List<CompletableFuture<List<Entry>>> waiting = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      waiting.add(waitFor(ANY, 2));
    }

    assertThat(journal.waiting()).isEqualTo(500);
    assertThat(Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).count())
        .isLessThan(before + 100);

    sent(2);
    assertThat(waiting).allSatisfy(one -> assertThat(one).isCompletedWithValueMatching(isTwo()));
    assertThat(journal.waiting()).isZero();
  }

  private static Predicate<List<Entry>> isTwo() {
    return found -> found.size() == 2;
  }

  @Test
  void whoHasGivenUpIsForgotten() throws Exception {
    assertThat(journal.await(0, ANY, 1, Duration.ofMillis(20)).get()).isEmpty();

    assertThat(journal.waiting()).isZero();
  }

  @Test
  void whatWasForgottenMeanwhileIsNotCounted() throws Exception {
    CompletableFuture<List<Entry>> waiting = waitFor(ANY, 2);

    sent(1);
    journal.clear();
    sent(1);
    assertThat(waiting).isNotDone();
    sent(1);

    assertThat(sequences(waiting.get())).containsExactly(2L, 3L);
  }

  @Test
  void waitsForWhatComesAfterANumberThatIsYetToCome() throws Exception {
    CompletableFuture<List<Entry>> waiting = journal.await(2, ANY, 1, PLENTY);

    sent(2);
    assertThat(waiting).isNotDone();
    sent(1);

    assertThat(sequences(waiting.get())).containsExactly(3L);
  }

  @Test
  void countsWhatWasDeliveredAndReceivedForEver() {
    journal.sent("message:new", "900", 3, "{}");
    journal.sent("message:new", "901", 4, "{}");
    journal.received("subscribe:guild", "900");
    journal.clear();

    assertThat(journal.delivered("message:new")).isEqualTo(7);
    assertThat(journal.delivered("user:join")).isZero();
    assertThat(journal.received("subscribe:guild")).isEqualTo(1);
    assertThat(journal.lastSequence()).isEqualTo(3);
  }

  private CompletableFuture<List<Entry>> waitFor(Predicate<Entry> matches, int count) {
    return journal.await(0, matches, count, PLENTY);
  }

  private void sent(int count) {
    for (int i = 0; i < count; i++) {
      journal.sent("message:new", "900", 1, "{}");
    }
  }

  private static List<Long> sequences(List<Entry> entries) {
    return entries.stream().map(Entry::sequence).toList();
  }
}
