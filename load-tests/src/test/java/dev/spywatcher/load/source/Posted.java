package dev.spywatcher.load.source;

import dev.spywatcher.load.client.Packet;
import java.time.Instant;

/** Events that a guild's source has posted, as a server would deliver them. */
public final class Posted {

  private Posted() {}

  /** The next of a stream. */
  public static Packet next(SourceGuild guild, Stream stream) {
    long number = guild.sequence(stream).begun();
    Instant now = Instant.now();
    guild.next(stream, now);
    String user = new EventId(guild.index(), stream, (int) (number % EventId.CYCLE)).userId();
    return new Packet(
        stream.event(),
        "[\"%s\",{\"userId\":\"%s\",\"timestamp\":\"%s\"}]".formatted(stream.event(), user, now),
        now.toEpochMilli());
  }
}
