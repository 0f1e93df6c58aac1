package dev.spywatcher.load.outage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what clients got against what was sent. An event is owed to each connection that was
 * subscribed to its guild when it happened, if the server took it or anybody got it. Where a
 * connection ended, only what came before the last that came is owed, as a guild's events keep
 * their order. Not thread-safe.
 */
final class Judge {

  /** By how much two updates may seem closer to a client than they are (ANA-2). */
  private static final Duration JITTER = Duration.ofMillis(500);

  /** How late an update may be (ANA-4). */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * By how much the service's clock may differ from that of the clients: so much after a
   * subscription, what is replayed may have happened before it.
   */
  private static final Duration CLOCKS = Duration.ofMillis(500);

  private record Key(int guild, long number) {}

  private final List<Allowance> allowances;
  private final Duration interval;
  private final long end;
  private final Map<Key, Sent> sent = new HashMap<>();
  private final Set<Key> owed = new HashSet<>();
  private final Map<Key, Long> timestamps = new HashMap<>();
  private final Findings findings = new Findings();

  /**
   * A judge who has seen nothing.
   *
   * @param interval of analytics
   * @param end when the trial was over: what happened from then on is owed to nobody
   */
  Judge(List<Sent> all, List<Allowance> allowances, Duration interval, long end) {
    this.allowances = allowances;
    this.interval = interval;
    this.end = end;
    for (Sent event : all) {
      Key key = new Key(event.guild(), event.number());
      sent.put(key, event);
      if (event.outcome() == Sent.Outcome.ACCEPTED) {
        owed.add(key);
      }
      if (event.at() < end) {
        findings.row(event).sent++;
      }
    }
  }

  Findings judge(List<Statement> statements) {
    statements.forEach(this::collect);
    statements.forEach(this::account);
    statements.forEach(this::updates);
    return findings;
  }

  /** What anybody got is owed to all; and it must be the same for all. */
  private void collect(Statement statement) {
    for (Receipt receipt : statement.receipts()) {
      Key key = new Key(receipt.guild(), receipt.number());
      Sent event = sent.get(key);
      if (event == null) {
        continue;
      }
      owed.add(key);
      Long before = timestamps.putIfAbsent(key, receipt.timestamp());
      if (before != null && before != receipt.timestamp()) {
        findings.row(event).unlike++;
        findings.example(
            "%s got event %d of guild %d with timestamp %d, another client with %d",
            statement.client(), receipt.number(), receipt.guild(), receipt.timestamp(), before);
      }
    }
  }

  private void account(Statement statement) {
    Set<Key> seen = new HashSet<>();
    Map<List<Integer>, Long> highest = new HashMap<>();
    Map<Integer, Set<Key>> byVisit = new HashMap<>();
    for (Receipt receipt : statement.receipts()) {
      Key key = new Key(receipt.guild(), receipt.number());
      Sent event = sent.get(key);
      if (event == null) {
        findings.strange(statement.client() + " got an event that nobody sent: " + receipt);
        continue;
      }
      Findings.Row row = findings.row(event);
      if (!seen.add(key)) {
        row.doubled++;
        findings.example("%s got twice: %s", statement.client(), receipt);
        continue;
      }
      long high = highest.getOrDefault(List.of(receipt.visit(), receipt.guild()), -1L);
      if (receipt.number() < high) {
        row.reordered++;
        findings.example("%s got %s after number %d", statement.client(), receipt, high);
      } else {
        highest.put(List.of(receipt.visit(), receipt.guild()), receipt.number());
      }
      byVisit.computeIfAbsent(receipt.visit(), v -> new HashSet<>()).add(key);
      row.earliest = Math.min(row.earliest, receipt.at() - event.at());
      row.latest = Math.max(row.latest, receipt.at() - event.at());
    }
    statement.strange().forEach(findings::strange);
    statement.refusals().forEach(findings::refused);
    for (int i = 0; i < statement.visits().size(); i++) {
      Visit visit = statement.visits().get(i);
      Set<Key> got = byVisit.getOrDefault(i, Set.of());
      for (Map.Entry<Integer, Long> subscription : visit.since().entrySet()) {
        int guild = subscription.getKey();
        long last = highest.getOrDefault(List.of(i, guild), -1L);
        settle(statement.client(), visit, guild, subscription.getValue(), last, got);
      }
    }
  }

  private void settle(String client, Visit visit, int guild, long since, long last, Set<Key> got) {
    for (Key key : owed) {
      Sent event = sent.get(key);
      if (event == null || key.guild() != guild || event.at() >= end) {
        continue;
      }
      if (event.at() < (event.replayed() ? since + CLOCKS.toMillis() : since)) {
        continue;
      }
      if (visit.until() != Visit.STAYED && key.number() > last) {
        continue;
      }
      Findings.Row row = findings.row(event);
      row.expected++;
      if (got.contains(key)) {
        row.received++;
        continue;
      }
      row.lost++;
      Allowance allowance =
          allowances.stream().filter(a -> a.covers(event, visit)).findFirst().orElse(null);
      if (allowance == null) {
        findings.example("%s at server %d lost %s", client, visit.server(), event);
      } else {
        row.allowed++;
        findings.allowed(allowance, event);
      }
    }
  }

  private void updates(Statement statement) {
    Map<Integer, Update> previous = new HashMap<>();
    for (Update update : statement.updates()) {
      findings.updates++;
      Update before = previous.put(update.guild(), update);
      long least = interval.minus(JITTER).toMillis();
      if (before == null) {
        continue;
      }
      boolean heldUp = before.at() - before.timestamp() > JITTER.toMillis();
      if (update.timestamp() - before.timestamp() < least
          || (!heldUp && update.at() - before.at() < least)) {
        findings.tooSoon++;
        findings.example("%s got %s after %s", statement.client(), update, before);
      }
    }
    if (statement.visits().isEmpty()) {
      return;
    }
    Visit last = statement.visits().get(statement.visits().size() - 1);
    List<Integer> stale = new ArrayList<>();
    for (Map.Entry<Integer, Long> subscription : last.since().entrySet()) {
      Update latest = previous.get(subscription.getKey());
      long since = latest == null ? subscription.getValue() : latest.timestamp();
      if (end - since > interval.plus(GRACE).toMillis()) {
        stale.add(subscription.getKey());
      }
    }
    if (!stale.isEmpty()) {
      findings.stale += stale.size();
      findings.example(
          "%s has had no analytics for %s of guilds %s", statement.client(), interval, stale);
    }
  }
}
