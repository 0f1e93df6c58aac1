package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file, filtered, and from the first one again where that is asked for. Not
 * thread-safe.
 */
final class Rounds implements Closeable {

  private final ReplayOptions options;
  private final Consumer<GuildDefinition> guilds;
  private RecordingReader reader;
  private int number;
  private long played;
  private long playedBefore;
  private long leftOutBefore;
  private @Nullable DamagedRecordingException firstDamage;

  /**
   * Opens the file and announces its guilds.
   *
   * @param guilds told of each guild before the first event that may need it
   */
  Rounds(ReplayOptions options, Consumer<GuildDefinition> guilds) throws IOException {
    this.options = options;
    this.guilds = guilds;
    this.reader = open();
  }

  private RecordingReader open() throws IOException {
    RecordingReader opened = RecordingReader.open(options.file(), options.lenient());
    try {
      opened.header().guilds().forEach(this::announce);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  private void announce(GuildDefinition guild) {
    if (options.filter().passesGuild(guild.id())) {
      guilds.accept(guild);
    }
  }

  /**
   * The next line, or {@code null} where all have been played. Not the next event, which may be far
   * away where events are filtered.
   */
  @Nullable Line next() throws IOException {
    Line line = reader.line(this::announce);
    if (line == null) {
      if (!options.loop()) {
        return null;
      }
      again();
      return Line.NOTHING;
    }
    DiscordEvent event = line.event();
    if (event == null || !options.filter().passes(event)) {
      return Line.NOTHING;
    }
    played++;
    return line;
  }

  private void again() throws IOException {
    if (played == playedBefore) {
      throw new IOException("holds no event that passes the filters; there is nothing to loop");
    }
    playedBefore = played;
    leftOutBefore += reader.leftOut();
    firstDamage = firstDamage();
    reader.close();
    number++;
    reader = open();
  }

  /** The number of the round that the last event was of, from 0. */
  int number() {
    return number;
  }

  long played() {
    return played;
  }

  /** How many damaged lines were left out, in all rounds. */
  long leftOut() {
    return leftOutBefore + reader.leftOut();
  }

  /** The first damage that was left out, or {@code null}. */
  @Nullable DamagedRecordingException firstDamage() {
    return firstDamage == null ? reader.firstDamage() : firstDamage;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
