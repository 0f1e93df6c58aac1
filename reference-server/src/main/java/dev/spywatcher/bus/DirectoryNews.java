package dev.spywatcher.bus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one server has changed in the directory of all, as it tells the others.
 *
 * @param era which directory: one that was reset since is another
 * @param steps of the guilds that have changed
 */
record DirectoryNews(String server, long era, Map<String, Step> steps, List<Item> items) {

  /**
   * The versions between which a guild has changed: the changes say what it is now to whoever knows
   * it as it was before.
   */
  record Step(long before, long now) {}

  /** What has become of a guild or a member. */
  enum Kind {
    /** The guild was created or replaced; what it is, Redis knows. */
    GUILD,
    /** The member joined, or has other roles. */
    MEMBER,
    /** The user is no member any more. */
    GONE
  }

  /**
   * One change.
   *
   * @param userId empty for a guild
   * @param value the member, as Redis keeps it; empty otherwise
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Item(Kind kind, String guildId, String userId, byte[] value) {}

  DirectoryNews {
    steps = Map.copyOf(steps);
    items = List.copyOf(items);
  }

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(server);
      out.writeLong(era);
      out.writeInt(steps.size());
      for (Map.Entry<String, Step> step : steps.entrySet()) {
        out.writeUTF(step.getKey());
        out.writeLong(step.getValue().before());
        out.writeLong(step.getValue().now());
      }
      out.writeInt(items.size());
      for (Item item : items) {
        out.writeByte(item.kind().ordinal());
        out.writeUTF(item.guildId());
        out.writeUTF(item.userId());
        out.writeInt(item.value().length);
        out.write(item.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static DirectoryNews decoded(byte[] message) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      String server = in.readUTF();
      long era = in.readLong();
      Map<String, Step> steps = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        steps.put(in.readUTF(), new Step(in.readLong(), in.readLong()));
      }
      List<Item> items = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        Kind kind = Kind.values()[in.readByte()];
        String guildId = in.readUTF();
        String userId = in.readUTF();
        items.add(new Item(kind, guildId, userId, in.readNBytes(in.readInt())));
      }
      return new DirectoryNews(server, era, steps, items);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
