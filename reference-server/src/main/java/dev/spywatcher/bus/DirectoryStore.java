package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spywatcher.bus.DirectoryNews.Item;
import dev.spywatcher.discord.GuildDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The directory of all servers, in Redis. Every guild has a version, which only rises. */
final class DirectoryStore {

  private static final Script LIST = Script.named("directory-list");
  private static final Script READ = Script.named("directory-read");
  private static final Script WRITE = Script.named("directory-write");

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

  /** Guilds with their members; those that are not there are left out. */
  CompletionStage<List<Stored>> read(Collection<String> guildIds) {
    return link.run(READ, KEYS, List.copyOf(guildIds)).thenApply(DirectoryStore::stored);
  }

  private static List<Stored> stored(List<Object> answer) {
    List<Stored> all = new ArrayList<>();
    for (int i = 0; i + 2 < answer.size(); i += 3) {
      List<?> fields = (List<?>) answer.get(i + 2);
      List<GuildDefinition.Member> members = new ArrayList<>();
      for (int field = 0; field + 1 < fields.size(); field += 2) {
        members.add(DirectoryForm.member(text(fields.get(field)), (byte[]) fields.get(field + 1)));
      }
      all.add(
          new Stored(
              DirectoryForm.guild((byte[]) answer.get(i), members),
              Long.parseLong(text(answer.get(i + 1)))));
    }
    return all;
  }

  /** Writes changes, all at once; the versions that the guilds then have. */
  CompletionStage<Map<String, Long>> write(long era, List<Write> changes) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(era);
    for (Write change : changes) {
      Item item = change.item();
      switch (item.kind()) {
        case GUILD -> {
          arguments.addAll(List.of("guild", item.guildId(), "", change.guild()));
          for (GuildDefinition.Member member : change.put()) {
            arguments.addAll(
                List.of("member", item.guildId(), member.userId(), DirectoryForm.written(member)));
          }
        }
        case MEMBER ->
            arguments.addAll(List.of("member", item.guildId(), item.userId(), item.value()));
        case GONE -> arguments.addAll(List.of("gone", item.guildId(), item.userId(), ""));
      }
    }
    return link.run(WRITE, KEYS, arguments).thenApply(DirectoryStore::versions);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? new String(bytes, UTF_8) : value.toString();
  }
}
