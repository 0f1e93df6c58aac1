package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the other servers.
 *
 * @param origin the server that ingested it
 * @param fence number of the lease by which it did; rises with every change of the holder
 * @param sequence number of the event among those that the server has published for the room
 * @param stamp Redis' time of the publication, milliseconds since the epoch
 * @param at the time of the event, milliseconds since the epoch
 */
record RoomMessage(
    String origin, long fence, long sequence, long stamp, long at, EncodedEvent event) {

  private static final byte VERSION = 1;
  private static final int FIXED = 1 + 1 + 4 * Long.BYTES + 2;
  private static final EventName[] NAMES = EventName.values();

  /** Binary, all lengths in bytes: version, name, four numbers, origin, guild, payload. */
  byte[] encoded() {
    byte[] server = origin.getBytes(UTF_8);
    byte[] guild = event.guildId().getBytes(UTF_8);
    byte[] payload = event.payload().getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED + server.length + guild.length + payload.length)
        .put(VERSION)
        .put((byte) event.name().ordinal())
        .putLong(fence)
        .putLong(sequence)
        .putLong(stamp)
        .putLong(at)
        .put((byte) server.length)
        .put((byte) guild.length)
        .put(server)
        .put(guild)
        .put(payload)
        .array();
  }

  /** What was sent, or {@code null} where that is none, or of another version. */
  static @Nullable RoomMessage decoded(byte[] message) {
    if (message.length < FIXED || message[0] != VERSION) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(message, 1, message.length - 1);
    int name = in.get() & 0xff;
    long fence = in.getLong();
    long sequence = in.getLong();
    long stamp = in.getLong();
    long at = in.getLong();
    int serverLength = in.get() & 0xff;
    int guildLength = in.get() & 0xff;
    if (name >= NAMES.length || serverLength + guildLength > in.remaining()) {
      return null;
    }
    String server = text(in, serverLength);
    String guild = text(in, guildLength);
    String payload = text(in, in.remaining());
    return new RoomMessage(
        server, fence, sequence, stamp, at, EncodedEvent.of(NAMES[name], guild, payload));
  }

  /** Whether a message comes from that server; costs less than to decode it. */
  static boolean isFrom(byte[] server, byte[] message) {
    return message.length >= FIXED + server.length
        && (message[FIXED - 2] & 0xff) == server.length
        && Arrays.equals(message, FIXED, FIXED + server.length, server, 0, server.length);
  }

  private static String text(ByteBuffer in, int length) {
    String text = new String(in.array(), in.position(), length, UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
