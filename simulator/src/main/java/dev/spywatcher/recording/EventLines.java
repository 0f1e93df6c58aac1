package dev.spywatcher.recording;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.traffic.Act;
import dev.spywatcher.traffic.TimedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Events of a play as lines of a file of events, byte for byte as {@link
 * dev.spywatcher.discord.replay.RecordingWriter} writes them. A play has few guilds, channels and
 * phrases, so their part of a line is made once and copied from then on. Not thread-safe.
 */
public final class EventLines {

  /** What is remembered at most; beyond that, parts of lines are made each time. */
  private static final int MOST_REMEMBERED = 100_000;

  private static final Platform[] PLATFORMS = Platform.values();
  private static final byte[] TIMESTAMP = bytes("\",\"timestamp\":\"");
  private static final byte[] END = bytes("\"}\n");
  private static final byte[] END_OF_LIST = bytes("]}\n");

  private final long beginsMillis;
  private final ByteText lines = new ByteText(1 << 16);
  private final ByteTime time = new ByteTime();
  private final Map<GuildPlan, byte[][]> guilds = new IdentityHashMap<>();
  private final Map<Object, byte[]> parts = new IdentityHashMap<>();
  private final byte[][] presences = presences();

  /**
   * Lines of a play.
   *
   * @param begins what time it is at its first moment; finer parts than milliseconds are dropped
   */
  public EventLines(Instant begins) {
    this.beginsMillis = begins.toEpochMilli();
  }

  /** How many bytes have been written since the last {@link #clear}. */
  public int length() {
    return lines.length();
  }

  /** The array that holds them, from its beginning on; good until the next call. */
  public byte[] bytes() {
    return lines.bytes();
  }

  /** Forgets what has been written. */
  public void clear() {
    lines.clear();
  }

  /** Hands over what has been written since the last time. */
  public void drainTo(OutputStream out) throws IOException {
    out.write(lines.bytes(), 0, lines.length());
    lines.clear();
  }

  /** Writes an event, one line. */
  public void event(TimedEvent event) {
    Act act = event.act();
    long millis = beginsMillis + event.nanos() / 1_000_000;
    // A switch over the sealed type would need Java 21; EventLinesTest covers every kind.
    if (act instanceof Act.Message message) {
      common(0, act, millis);
      lines.add(channel(message.channel())).add(content(message.content()));
    } else if (act instanceof Act.Typing typing) {
      common(1, act, millis);
      lines.add(channel(typing.channel())).add(END);
    } else if (act instanceof Act.Presence presence) {
      common(2, act, millis);
      lines.add(presence(presence.status(), presence.platforms()));
    } else if (act instanceof Act.Roles roles) {
      common(3, act, millis);
      lines.add("\",\"roles\":[");
      String separator = "\"";
      for (String id : roles.roleIds()) {
        lines.add(separator).addEscaped(id).add("\"");
        separator = ",\"";
      }
      lines.add(END_OF_LIST);
    } else if (act instanceof Act.Join join) {
      common(4, act, millis);
      Member who = join.who();
      lines.add("\",\"username\":\"").addEscaped(who.username()).add("\",\"createdAt\":\"");
      new ByteTime().add(who.createdAt().toEpochMilli(), lines);
      lines.add("\",\"bot\":").add(who.bot() ? "true}\n" : "false}\n");
    } else {
      common(5, act, millis);
      lines.add(END);
    }
  }

  private void common(int type, Act act, long millis) {
    lines.add(beginnings(act.guild())[type]).addNumber(act.user()).add(TIMESTAMP);
    time.add(millis, lines);
  }

  private byte[][] beginnings(GuildPlan guild) {
    byte[][] known = guilds.get(guild);
    if (known == null) {
      String[] types = {"message", "typing", "presence", "roles", "join", "leave"};
      known = new byte[types.length][];
      for (int i = 0; i < types.length; i++) {
        ByteText text = new ByteText(80);
        text.add("{\"type\":\"").add(types[i]).add("\",\"guildId\":\"").addEscaped(guild.id());
        known[i] = text.add("\",\"userId\":\"").copy();
      }
      guilds.put(guild, known);
    }
    return known;
  }

  private byte[] channel(Channel channel) {
    byte[] known = parts.get(channel);
    return known != null
        ? known
        : remembered(
            channel, new ByteText(64).add("\",\"channelId\":\"").addEscaped(channel.id()).copy());
  }

  private byte[] content(String content) {
    byte[] known = parts.get(content);
    return known != null
        ? known
        : remembered(
            content, new ByteText(64).add("\",\"content\":\"").addEscaped(content).add(END).copy());
  }

  private byte[] presence(PresenceStatus status, Set<Platform> platforms) {
    int which = status.ordinal();
    for (Platform platform : PLATFORMS) {
      which = 2 * which + (platforms.contains(platform) ? 1 : 0);
    }
    return presences[which];
  }

  private static byte[][] presences() {
    byte[][] presences = new byte[PresenceStatus.values().length << PLATFORMS.length][];
    for (int which = 0; which < presences.length; which++) {
      PresenceStatus status = PresenceStatus.values()[which >> PLATFORMS.length];
      ByteText text = new ByteText(64).add("\",\"status\":\"").add(status.wire());
      text.add("\",\"platforms\":[");
      String separator = "\"";
      for (int i = 0; i < PLATFORMS.length; i++) {
        if ((which >> PLATFORMS.length - 1 - i & 1) == 1) {
          text.add(separator).add(PLATFORMS[i].wire()).add("\"");
          separator = ",\"";
        }
      }
      presences[which] = text.add(END_OF_LIST).copy();
    }
    return presences;
  }

  private byte[] remembered(Object what, byte[] part) {
    if (parts.size() < MOST_REMEMBERED) {
      parts.put(what, part);
    }
    return part;
  }

  private static byte[] bytes(String ascii) {
    return new ByteText(ascii.length()).add(ascii).copy();
  }
}
