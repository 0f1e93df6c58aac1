package dev.spywatcher.load.outage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of numbered events that every server of a service replays. Events of the guilds take
 * turns, evenly spaced.
 *
 * @param guilds that it is of
 * @param spacing time between two events of a guild
 */
record Recording(List<NumberedGuild> guilds, Duration spacing) {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  Recording {
    guilds = List.copyOf(guilds);
  }

  /** Writes the file. */
  void write(Path file, List<String> viewers) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      lines.write("{\"format\":\"spywatcher-events\",\"version\":1,\"guilds\":[");
      lines.write(
          guilds.stream()
              .map(guild -> guild.definition(viewers, true))
              .collect(Collectors.joining(",")));
      lines.write("]}\n");
      for (long number = 0; number < guilds.get(0).events(); number++) {
        for (int i = 0; i < guilds.size(); i++) {
          lines.write(
              guilds.get(i).event(number, TIME.format(BEGIN.plusMillis(offset(i, number)))));
          lines.write('\n');
        }
      }
    }
  }

  private long offset(int guild, long number) {
    return number * spacing.toMillis() + guild * spacing.toMillis() / guilds.size();
  }

  /**
   * All its events as they were played: the time that the play began is that of which most of what
   * was got tells.
   */
  List<Sent> played(List<Statement> statements) {
    List<Long> begins = new ArrayList<>();
    for (Statement statement : statements) {
      for (Receipt receipt : statement.receipts()) {
        for (int i = 0; i < guilds.size(); i++) {
          if (guilds.get(i).index() == receipt.guild()) {
            begins.add(receipt.timestamp() - offset(i, receipt.number()));
          }
        }
      }
    }
    if (begins.isEmpty()) {
      return List.of();
    }
    begins.sort(null);
    long begin = begins.get(begins.size() / 2);
    List<Sent> all = new ArrayList<>();
    for (int i = 0; i < guilds.size(); i++) {
      for (long number = 0; number < guilds.get(i).events(); number++) {
        all.add(
            new Sent(
                guilds.get(i).index(),
                number,
                begin + offset(i, number),
                Sent.REPLAYED,
                Sent.Outcome.ACCEPTED));
      }
    }
    return all;
  }
}
