package dev.spywatcher.load.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Injects numbered events, of each guild one call at a time, at each of the servers in turn. An
 * event whose answer does not come is not sent again. Thread-safe.
 */
final class Injector implements AutoCloseable {

  /** A server may wait for a holder of the guild's shard before it answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int ACCEPTED = 202;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final List<URI> controls;
  private final List<NumberedGuild> guilds;
  private final Set<Integer> busy = new HashSet<>();
  private final Set<Integer> unusable = new HashSet<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final long[] next;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "injector");
            thread.setDaemon(true);
            return thread;
          });

  Injector(List<URI> controls, List<NumberedGuild> guilds) {
    this.controls = List.copyOf(controls);
    this.guilds = List.copyOf(guilds);
    this.next = new long[guilds.size()];
  }

  /** Tells a server of the guilds. */
  void define(int server, List<String> viewers) throws IOException, InterruptedException {
    for (NumberedGuild guild : guilds) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(controls.get(server).resolve("/control/guilds/" + guild.id()))
                  .timeout(PATIENCE)
                  .PUT(HttpRequest.BodyPublishers.ofString(guild.definition(viewers, false)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("PUT guild: " + answer.statusCode() + " " + answer.body());
      }
    }
  }

  /** An event of each guild every {@code spacing} from now on, where the last was answered. */
  void start(Duration spacing) {
    clock.scheduleAtFixedRate(this::tick, 0, spacing.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    for (int i = 0; i < guilds.size(); i++) {
      post(i);
    }
  }

  /** No more events go to that server. */
  synchronized void avoid(int server) {
    unusable.add(server);
  }

  /** Events go to that server again. */
  synchronized void use(int server) {
    unusable.remove(server);
  }

  private synchronized void post(int index) {
    NumberedGuild guild = guilds.get(index);
    if (busy.contains(index) || next[index] >= guild.events()) {
      return;
    }
    long number = next[index];
    int server = (int) ((number + index) % controls.size());
    for (int i = 0; i < controls.size() && unusable.contains(server); i++) {
      server = (server + 1) % controls.size();
    }
    next[index]++;
    busy.add(index);
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    int via = server;
    HttpRequest call =
        HttpRequest.newBuilder(controls.get(server).resolve("/control/events"))
            .timeout(PATIENCE)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    guild.event(number, Recording.TIME.format(now))))
            .build();
    http.sendAsync(call, HttpResponse.BodyHandlers.ofString())
        .whenComplete(
            (answer, failure) -> {
              Sent.Outcome outcome =
                  failure != null
                      ? Sent.Outcome.UNKNOWN
                      : answer.statusCode() == ACCEPTED
                          ? Sent.Outcome.ACCEPTED
                          : Sent.Outcome.REFUSED;
              String refusal =
                  outcome == Sent.Outcome.REFUSED
                      ? answer.statusCode() + " " + answer.body().strip()
                      : "";
              answered(
                  index,
                  new Sent(guild.index(), number, now.toEpochMilli(), via, outcome),
                  refusal);
            });
  }

  private synchronized void answered(int index, Sent event, String refusal) {
    busy.remove(index);
    sent.add(event);
    if (!refusal.isEmpty()) {
      refusals.add(refusal);
    }
    notifyAll();
  }

  /** Ends, and waits for the last answers. */
  void finish() throws InterruptedException {
    clock.shutdownNow();
    synchronized (this) {
      long end = System.nanoTime() + PATIENCE.toNanos() + 1_000_000_000L;
      while (!busy.isEmpty() && System.nanoTime() < end) {
        wait(100);
      }
    }
  }

  /** All events whose fate is known, in order of the answers. */
  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** What servers said that did not take an event. */
  synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
