package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.journal.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens to the stream. Told by one thread at a time; one that has not read for a while is
 * dropped. Nothing is kept for it: it is told the present, the latest messages, and how many it has
 * missed.
 */
final class Listener {

  static final String TYPE = "text/event-stream";

  /** Messages in one telling. */
  static final int MOST_MESSAGES = 60;

  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PRESENT_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  /** After something that took long it is left alone for so many times as long. */
  private static final int REST = 20;

  private final Service service;
  private final Interest interest;
  private final HttpExchange exchange;
  private volatile boolean gone;

  // Of the rounds' thread.
  private @Nullable Future<?> telling;
  private long tellingSince;

  // Of the thread that tells.
  private long seen;
  private long presentDue = System.nanoTime();

  Listener(Service service, Interest interest, HttpExchange exchange) {
    this.service = service;
    this.interest = interest;
    this.exchange = exchange;
    this.seen = interest.since();
  }

  void begin() throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", TYPE);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    try {
      exchange.sendResponseHeaders(200, 0);
    } catch (IOException e) {
      end();
      throw e;
    }
  }

  boolean isGone() {
    return gone;
  }

  /** Has it told what is new, unless it still takes in what was told before. */
  void next(ExecutorService tellers) {
    Future<?> before = telling;
    if (before != null && !before.isDone()) {
      if (System.nanoTime() - tellingSince > PATIENCE_NANOS) {
        log.debug("a listener of the stream has stopped reading and is dropped");
        // Interrupting the write closes the connection.
        before.cancel(true);
        gone = true;
      }
      return;
    }
    tellingSince = System.nanoTime();
    try {
      telling = tellers.submit(this::tell);
    } catch (RejectedExecutionException e) {
      // All are busy; the next round comes soon.
      telling = null;
    }
  }

  private void tell() {
    try {
      OutputStream out = exchange.getResponseBody();
      long begun = System.nanoTime();
      boolean told = false;
      if (begun - presentDue >= 0) {
        ObjectNode server = new Overview(service).server(interest.connections());
        telling(out, "overview", server);
        @Nullable Guild guild =
            interest.guild() == null ? null : service.directory().guild(interest.guild());
        if (guild != null) {
          telling(
              out,
              "guild",
              new GuildOverview(service, guild).tell(interest.members(), Overview.MOST_ROWS));
        }
        long now = System.nanoTime();
        presentDue = now + Math.max(PRESENT_NANOS, REST * (now - begun));
        told = true;
      }
      if (messages(out) || told) {
        out.flush();
      }
    } catch (IOException e) {
      end();
    } catch (RuntimeException e) {
      log.error("a listener of the stream could not be told", e);
      end();
    }
  }

  private static void telling(OutputStream out, String event, JsonNode data) throws IOException {
    out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private boolean messages(OutputStream out) throws IOException {
    long last = service.journal().lastSequence();
    if (last == seen) {
      return false;
    }
    List<Entry> entries = service.journal().after(seen);
    if (!entries.isEmpty()) {
      last = Math.max(last, entries.get(entries.size() - 1).sequence());
    }
    List<Entry> matched = entries.stream().filter(interest.messages()).toList();
    int left = Math.max(0, matched.size() - MOST_MESSAGES);
    ObjectNode batch = Answers.messages(matched.subList(left, matched.size()), last);
    telling(out, "messages", batch.put("leftOut", left));
    seen = last;
    return true;
  }

  private void end() {
    gone = true;
    exchange.close();
  }
}
