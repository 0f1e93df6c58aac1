package dev.spywatcher.fakediscord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A bot of a real library, logged in to a fake: reports what it hears in words of its own. */
abstract class StockBot implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final List<String> heard = new ArrayList<>();

  /** What it heard: a word and a detail, such as {@code message hello}. Any thread. */
  final void hear(String kind, String detail) {
    synchronized (heard) {
      heard.add(kind + " " + detail);
    }
  }

  /** All that it has heard so far, in order. */
  final List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /** How much it has heard so far. */
  final int mark() {
    return heard().size();
  }

  /** Waits until it hears something of that kind after {@code mark}; what it was. */
  final String await(int mark, String kind) {
    return await(mark, kind, detail -> true);
  }

  final String await(int mark, String kind, Predicate<String> wanted) {
    List<String> found = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              found.clear();
              found.addAll(details(mark, kind).stream().filter(wanted).toList());
              assertThat(found).as("%s, among %s", kind, tail()).isNotEmpty();
            });
    return found.get(0);
  }

  /** Waits until it hears something of one of these kinds after {@code mark}. */
  final void awaitAny(int mark, List<String> kinds) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(kinds)
                    .as("one of them, among %s", tail())
                    .anyMatch(kind -> !details(mark, kind).isEmpty()));
  }

  /** The details of all of that kind that it has heard after {@code mark}. */
  final List<String> details(int mark, String kind) {
    return heard().stream()
        .skip(mark)
        .filter(one -> one.startsWith(kind + " "))
        .map(one -> one.substring(kind.length() + 1))
        .toList();
  }

  private List<String> tail() {
    List<String> all = heard();
    return all.subList(Math.max(0, all.size() - 30), all.size());
  }

  /** Asks REST for a member, past its cache; hears {@code fetched} or {@code failed}. */
  abstract void fetch(String guildId, String userId);

  @Override
  public abstract void close();
}
