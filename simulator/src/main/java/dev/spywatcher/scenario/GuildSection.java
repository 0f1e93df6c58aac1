package dev.spywatcher.scenario;

import dev.spywatcher.discord.GuildDefinition.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one guild of a scenario file: its people, its channels and its roles. */
final class GuildSection {

  /** Least and most members of a guild, the demo user included. */
  static final int FEWEST_MEMBERS = 5;

  static final int MOST_MEMBERS = 1_000_000;

  private static final int MOST_CHANNELS = 500;

  private static final List<String> CHANNELS =
      List.of(
          "welcome",
          "general",
          "help",
          "off-topic",
          "memes",
          "photos",
          "music",
          "show-and-tell",
          "events",
          "looking-for-group",
          "français",
          "日本語",
          "العربية",
          "bot-commands");

  private GuildSection() {}

  static GuildPlan read(Item item, String scenario, int place, Instant begins) {
    Section guild =
        item.section(
            "name", "id", "members", "personas", "names", "zipf", "channels", "roles", "traffic");
    String name = guild.required("name", Item::text);
    String id = guild.optional("id", Ids.ofGuild(scenario, name, place), ScenarioFile::snowflake);
    int members = guild.required("members", each -> (int) each.whole(FEWEST_MEMBERS, MOST_MEMBERS));
    Map<Persona, Double> shares = guild.required("personas", GuildSection::shares);
    NameStyle names =
        guild.optional(
            "names", NameStyle.MIXED, each -> NameStyle.of(each.oneOf(NameStyle.words())));
    double zipf = guild.optional("zipf", 1.0, each -> each.number(0, 3));

    Ids ids = new Ids(id);
    List<Channel> channels =
        ids.channels(guild.optional("channels", channelNames(5), GuildSection::channels));
    RoleSet roles =
        guild.has("roles") ? guild.required("roles", each -> roles(each, ids)) : usualRoles(ids);
    String last = roles.bot().id();
    if (!Snowflake.createdAt(last).isBefore(begins)) {
      throw guild.fault(
          "id: "
              + id
              + " is too young: each channel and role is made a day after the one before, the last"
              + " one on "
              + Snowflake.createdAt(last)
              + ", when the play has begun");
    }
    TrafficSection traffic = guild.required("traffic", TrafficSection::of);
    guild.end();
    return new GuildPlan(
        id,
        name,
        channels,
        roles,
        Cast.divided(members - 1, shares),
        names,
        zipf,
        traffic.tempo(),
        traffic.daily(),
        traffic.raids());
  }

  private static Map<Persona, Double> shares(Item item) {
    Section section =
        item.section(Arrays.stream(Persona.values()).map(Persona::word).toArray(String[]::new));
    Map<Persona, Double> shares = new EnumMap<>(Persona.class);
    for (Persona persona : Persona.values()) {
      shares.put(persona, section.optional(persona.word(), 0.0, share -> share.number(0, 1e9)));
    }
    section.end();
    if (shares.values().stream().allMatch(share -> share == 0)) {
      throw item.fault(
          "names nobody; give shares of "
              + String.join(", ", Arrays.stream(Persona.values()).map(Persona::word).toList()));
    }
    return shares;
  }

  private static List<String> channels(Item item) {
    return item.isList()
        ? distinct(item.items(1, MOST_CHANNELS))
        : channelNames((int) item.whole(1, MOST_CHANNELS));
  }

  private static List<String> channelNames(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(i < CHANNELS.size() ? CHANNELS.get(i) : "room-" + (i + 1));
    }
    return names;
  }

  private static RoleSet roles(Item roleNames, Ids ids) {
    Section section = roleNames.section("staff", "ladder", "newcomer", "bot");
    RoleSet roles =
        new RoleSet(
            ids.roles(
                section.optional(
                    "staff", List.of("Moderator"), item -> distinct(item.items(0, 50)))),
            ids.roles(
                section.optional(
                    "ladder", List.of("Regular"), item -> distinct(item.items(1, 100)))),
            ids.role(section.optional("newcomer", "Newcomer", Item::text)),
            ids.role(section.optional("bot", "Bots", Item::text)));
    section.end();
    return roles;
  }

  private static RoleSet usualRoles(Ids ids) {
    return new RoleSet(
        ids.roles(List.of("Admin", "Moderator")),
        ids.roles(List.of("Member", "Regular", "Veteran")),
        ids.role("Newcomer"),
        ids.role("Bots"));
  }

  private static List<String> distinct(List<Item> items) {
    Set<String> seen = new HashSet<>();
    List<String> texts = new ArrayList<>();
    for (Item item : items) {
      if (!seen.add(item.text())) {
        throw item.fault("'" + item.text() + "' stands twice in this list");
      }
      texts.add(item.text());
    }
    return texts;
  }
}
