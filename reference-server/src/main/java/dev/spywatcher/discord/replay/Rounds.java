package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.play.Moment;
import dev.spywatcher.discord.play.Script;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file, filtered, and from the first one again where that is asked for. Not
 * thread-safe.
 */
final class Rounds implements Script {

  private static final int MOST_SHOWN = 10;

  private final ReplayOptions options;
  private final Consumer<GuildDefinition> guilds;
  private RecordingReader reader;
  private Instant origin = Instant.EPOCH;
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

  /** An event as if it happened now. */
  private record Replayed(DiscordEvent event, Duration since) implements Moment {
    @Override
    public void happen(SourceContext context) {
      context.event(Retimed.at(context.now(), event));
    }
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

  /** That of the next line, which may hold none: where events are filtered, one may be far away. */
  @Override
  public @Nullable Moment next() throws IOException {
    Line line = reader.line(this::announce);
    if (line == null) {
      if (!options.loop()) {
        return null;
      }
      again();
      return Moment.NONE;
    }
    DiscordEvent event = line.event();
    if (event == null || !options.filter().passes(event)) {
      return Moment.NONE;
    }
    if (played == playedBefore) {
      origin = event.timestamp();
    }
    played++;
    return new Replayed(event, Duration.between(origin, event.timestamp()));
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

  /** The ids that the filter asks for, and the header does not have. */
  List<String> guildsNotThere() {
    Set<String> there = ids(reader.header());
    return options.filter().guilds().stream().filter(id -> !there.contains(id)).sorted().toList();
  }

  /** The ids of the guilds of the header, or the first few of them. */
  String guildsInALine() {
    Set<String> all = ids(reader.header());
    String shown = all.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : all.size() > MOST_SHOWN ? shown + ", …" : shown;
  }

  private static Set<String> ids(RecordingHeader header) {
    return header.guilds().stream()
        .map(GuildDefinition::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public int round() {
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
