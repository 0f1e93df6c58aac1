package dev.spywatcher.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Someone who waits for entries, and those that have come. Guarded by the journal's monitor. */
final class Wait {

  private final Predicate<Entry> matches;
  private final int count;
  private final List<Entry> found;
  final CompletableFuture<List<Entry>> result = new CompletableFuture<>();

  Wait(Predicate<Entry> matches, int count, List<Entry> found) {
    this.matches = matches;
    this.count = count;
    this.found = new ArrayList<>(found);
  }

  /** Takes an entry that has come; whether it was the last that was waited for. */
  boolean take(Entry entry) {
    if (matches.test(entry)) {
      found.add(entry);
    }
    return found.size() >= count;
  }

  /** What has come so far no longer counts. */
  void forget() {
    found.clear();
  }

  List<Entry> found() {
    return List.copyOf(found);
  }
}
