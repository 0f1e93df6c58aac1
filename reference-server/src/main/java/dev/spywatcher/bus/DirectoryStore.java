package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.bus.DirectoryNews.Item;
import dev.spywatcher.bus.DirectoryNews.Step;
import dev.spywatcher.discord.GuildDefinition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The directory of all servers, in Redis. Every guild has a version, which only rises. */
final class DirectoryStore {

  private static final Script LIST = Script.named("directory-list");
  private static final Script READ = Script.named("directory-read");
  private static final Script MEMBERS = Script.named("directory-members");
  private static final Script VERSION = Script.named("directory-version");
  private static final Script WRITE = Script.named("directory-write");

  /** Members in one call, during which Redis does nothing else. */
  static final int MOST_MEMBERS = 10_000;

  private static final int MOST_GUILDS = 1_000;

  /** How often a guild is read anew that changes while it is read. */
  private static final int MOST_ATTEMPTS = 3;

  /** What keys begin with that belong to one guild: members, activity, throttle. */
  private static final List<String> KEYS =
      List.of(
          "directory-era",
          "guilds",
          "guild-versions",
          "members:",
          SharedAnalytics.ACTIVITY,
          SharedAnalytics.THROTTLE);

  private final Link link;

  DirectoryStore(Link link) {
    this.link = link;
  }

  /**
   * A guild as Redis has it.
   *
   * @param version of it
   */
  record Stored(GuildDefinition guild, long version) {}

  /**
   * A change, as it is written.
   *
   * @param put all members, where the guild is created or replaced; otherwise empty
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Write(Item item, byte[] guild, List<GuildDefinition.Member> put) {
    Write {
      put = List.copyOf(put);
    }
  }

  /** The versions of all guilds; what was there before {@code era} is forgotten first. */
  CompletionStage<Map<String, Long>> versions(long era) {
    return link.run(LIST, KEYS, List.of(era)).thenApply(DirectoryStore::versions);
  }

  private static Map<String, Long> versions(List<Object> answer) {
    Map<String, Long> versions = new HashMap<>();
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      versions.put(text(answer.get(i)), Long.parseLong(text(answer.get(i + 1))));
    }
    return versions;
  }

  private static Map<String, Step> steps(List<Object> answer) {
    Map<String, Step> steps = new HashMap<>();
    for (int i = 0; i + 2 < answer.size(); i += 3) {
      steps.put(
          text(answer.get(i)), new Step(version(answer.get(i + 1)), version(answer.get(i + 2))));
    }
    return steps;
  }

  /** The version of a guild; 0 where it is not there. */
  CompletionStage<Long> version(String guildId) {
    return link.run(VERSION, KEYS, List.of(guildId))
        .thenApply(answer -> Long.parseLong(text(answer.get(0))));
  }

  /**
   * Reads guilds with their members, one call after the other.
   *
   * @param each given each guild that is there
   */
  CompletionStage<@Nullable Void> read(Collection<String> guildIds, Consumer<Stored> each) {
    return read(List.copyOf(guildIds), 0, 1, each);
  }

  private CompletionStage<@Nullable Void> read(
      List<String> guildIds, int from, int attempt, Consumer<Stored> each) {
    if (from == guildIds.size()) {
      return CompletableFuture.completedFuture(null);
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(MOST_MEMBERS);
    arguments.addAll(guildIds.subList(from, Math.min(guildIds.size(), from + MOST_GUILDS)));
    return link.run(READ, KEYS, arguments)
        .thenCompose(
            answer -> {
              CompletionStage<@Nullable Void> taken = CompletableFuture.completedFuture(null);
              for (int i = 1; i + 3 < answer.size(); i += 4) {
                Part part = new Part((byte[]) answer.get(i), version(answer.get(i + 1)));
                part.add((byte[]) answer.get(i + 3));
                if ((Long) answer.get(i + 2) <= MOST_MEMBERS) {
                  each.accept(part.whole());
                } else {
                  taken = taken.thenCompose(before -> readOn(part, "0", attempt, each));
                }
              }
              int looked = (int) (long) (Long) answer.get(0);
              return taken.thenCompose(
                  before -> read(guildIds, from + Math.max(1, looked), attempt, each));
            });
  }

  /** Reads the members of a guild that has too many for one call. */
  private CompletionStage<@Nullable Void> readOn(
      Part part, String cursor, int attempt, Consumer<Stored> each) {
    return link.run(MEMBERS, KEYS, List.of(part.guild.id(), cursor, MOST_MEMBERS))
        .thenCompose(
            answer -> {
              if (version(answer.get(0)) != part.version && attempt < MOST_ATTEMPTS) {
                return read(List.of(part.guild.id()), 0, attempt + 1, each);
              }
              part.add((byte[]) answer.get(2));
              String next = text(answer.get(1));
              if (!next.equals("0")) {
                return readOn(part, next, attempt, each);
              }
              each.accept(part.whole());
              return CompletableFuture.completedFuture(null);
            });
  }

  /** A guild that is being read; in it is what came until now. */
  private static final class Part {
    private final GuildDefinition guild;
    private final long version;

    /** By user: while a guild changes, some come twice. */
    private final Map<String, GuildDefinition.Member> members = new LinkedHashMap<>();

    Part(byte[] written, long version) {
      this.guild = DirectoryForm.guild(written, List.of());
      this.version = version;
    }

    void add(byte[] packed) {
      ByteBuffer fields = ByteBuffer.wrap(packed);
      while (fields.hasRemaining()) {
        String userId = text(next(fields));
        members.put(userId, DirectoryForm.member(userId, next(fields)));
      }
    }

    private static byte[] next(ByteBuffer fields) {
      byte[] field = new byte[fields.getInt()];
      fields.get(field);
      return field;
    }

    Stored whole() {
      return new Stored(
          new GuildDefinition(
              guild.id(),
              guild.name(),
              guild.channels(),
              guild.roles(),
              List.copyOf(members.values())),
          version);
    }
  }

  private static long version(Object answer) {
    return Long.parseLong(text(answer));
  }

  /**
   * Writes changes, all at once; tells from which version to which each guild has changed.
   *
   * @param changes with at most {@link #MOST_MEMBERS} members in all, or a single one
   */
  CompletionStage<Map<String, Step>> write(long era, List<Write> changes) {
    if (changes.size() == 1 && changes.get(0).put().size() > MOST_MEMBERS) {
      return stage(era, changes.get(0), 0);
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(era);
    for (Write change : changes) {
      Item item = change.item();
      switch (item.kind()) {
        case GUILD -> {
          arguments.addAll(List.of("guild", item.guildId(), "", change.guild()));
          if (!change.put().isEmpty()) {
            arguments.addAll(List.of("members", item.guildId(), "", packed(change.put())));
          }
        }
        case MEMBER ->
            arguments.addAll(List.of("member", item.guildId(), item.userId(), item.value()));
        case GONE -> arguments.addAll(List.of("gone", item.guildId(), item.userId(), ""));
      }
    }
    return link.run(WRITE, KEYS, arguments).thenApply(DirectoryStore::steps);
  }

  /** Members beside the guild's own, which they replace once they are all there. */
  private CompletionStage<Map<String, Step>> stage(long era, Write change, int from) {
    String guildId = change.item().guildId();
    List<GuildDefinition.Member> all = change.put();
    int to = Math.min(all.size(), from + MOST_MEMBERS);
    List<Object> arguments = new ArrayList<>();
    arguments.add(era);
    if (from == 0) {
      arguments.addAll(List.of("empty", guildId, "", ""));
    }
    arguments.addAll(List.of("stage", guildId, "", packed(all.subList(from, to))));
    if (to == all.size()) {
      arguments.addAll(List.of("staged", guildId, "", change.guild()));
    }
    CompletionStage<List<Object>> written = link.run(WRITE, KEYS, arguments);
    return to == all.size()
        ? written.thenApply(DirectoryStore::steps)
        : written.thenCompose(answer -> stage(era, change, to));
  }

  private static byte[] packed(List<GuildDefinition.Member> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (GuildDefinition.Member member : members) {
      pack(bytes, member.userId().getBytes(UTF_8));
      pack(bytes, DirectoryForm.written(member));
    }
    return bytes.toByteArray();
  }

  private static void pack(ByteArrayOutputStream bytes, byte[] field) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    bytes.writeBytes(field);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? new String(bytes, UTF_8) : value.toString();
  }
}
