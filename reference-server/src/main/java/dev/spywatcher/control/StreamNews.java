package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.journal.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one listener of the stream is told: how the server stands, about once a second, and the
 * messages since the last time, of which the latest are told and the others counted. Of one thread
 * at a time.
 */
final class StreamNews implements Listener.News {

  /** Messages in one telling. */
  static final int MOST_MESSAGES = 60;

  private static final long PRESENT_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  /** What takes long is done again after so many times as long, and after five seconds at most. */
  private static final int REST = 5;

  private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Service service;
  private final Interest interest;
  private long seen;
  private long presentDue = System.nanoTime();

  StreamNews(Service service, Interest interest) {
    this.service = service;
    this.interest = interest;
    // Whoever comes back to a server that has begun anew has seen nothing of it.
    this.seen = interest.since() > service.journal().lastSequence() ? 0 : interest.since();
  }

  @Override
  public void tell(OutputStream out) throws IOException {
    boolean present = System.nanoTime() - presentDue >= 0;
    if (present) {
      present(out);
    }
    if (messages(out) || present) {
      out.flush();
    }
  }

  private void present(OutputStream out) throws IOException {
    long begun = System.nanoTime();
    ObjectNode server = new Overview(service).server(interest.connections());
    @Nullable Guild guild =
        interest.guild() == null ? null : service.directory().guild(interest.guild());
    @Nullable ObjectNode whole =
        guild == null
            ? null
            : new GuildOverview(service, guild).tell(interest.members(), Overview.MOST_ROWS);
    long took = System.nanoTime() - begun;
    presentDue = begun + Math.max(PRESENT_NANOS, Math.min(LONGEST_REST_NANOS, REST * took));
    event(out, "overview", server);
    if (whole != null) {
      event(out, "guild", whole);
    }
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
    int leftOut = Math.max(0, matched.size() - MOST_MESSAGES);
    event(
        out,
        "messages",
        Answers.messages(matched.subList(leftOut, matched.size()), last).put("leftOut", leftOut));
    seen = last;
    return true;
  }

  private static void event(OutputStream out, String name, JsonNode data) throws IOException {
    out.write(("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }
}
