package dev.spywatcher.scenario;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The scenario {@code demo}. Its tempos keep a promise that a person at a screen relies on: in each
 * guild any ten seconds, at speed 1, bring a message, a typing start, a change of presence, a role
 * gained, a new member, and someone on a further client.
 */
final class DemoScenario {

  private static final String DESCRIPTION =
      "Three lively guilds (a game server, an open source community, a group of friends) in which"
          + " every kind of event happens within any ten seconds.";

  private DemoScenario() {}

  static Scenario demo() {
    return new Scenario(
        "demo",
        DESCRIPTION,
        new DemoUser("855409009149083665", "you"),
        List.of(pixelHarbor(), openSourceCafe(), sundayHikers()));
  }

  private static GuildPlan pixelHarbor() {
    Ids ids = new Ids("349226271420449824");
    return new GuildPlan(
        ids.guildId,
        "Pixel Harbor",
        ids.channels(
            "welcome",
            "general",
            "looking-for-group",
            "memes",
            "clips-and-streams",
            "ranked",
            "retro-corner",
            "bot-commands"),
        new RoleSet(
            ids.roles("Harbor Master", "Moderator"),
            ids.roles("Deckhand", "Sailor", "Navigator", "Captain", "Legend"),
            ids.role("Newcomer"),
            ids.role("Bots")),
        new Cast(40, 14, 36, 12, 10, 7),
        new Tempo(
            ofMillis(4_500),
            4,
            ofSeconds(4),
            ofMillis(1_000),
            ofSeconds(5),
            ofMillis(5_500),
            ofSeconds(6),
            Duration.ofMinutes(4)));
  }

  private static GuildPlan openSourceCafe() {
    Ids ids = new Ids("693173550076395523");
    return new GuildPlan(
        ids.guildId,
        "Open Source Café",
        ids.channels("lobby", "help", "show-and-tell", "off-topic", "français", "日本語", "ci-alerts"),
        new RoleSet(
            ids.roles("Maintainer", "Triage"),
            ids.roles("First Issue", "Contributor", "Reviewer", "Committer"),
            ids.role("New here"),
            ids.role("Integrations")),
        new Cast(22, 9, 20, 8, 7, 3),
        new Tempo(
            ofMillis(5_000),
            3,
            ofSeconds(5),
            ofMillis(1_600),
            ofSeconds(5),
            ofMillis(5_500),
            ofMillis(6_200),
            Duration.ofMinutes(2)));
  }

  private static GuildPlan sundayHikers() {
    Ids ids = new Ids("1038372588822200388");
    return new GuildPlan(
        ids.guildId,
        "Sunday Hikers 🏔️",
        ids.channels("trailhead", "routes", "photos", "gear", "carpool"),
        new RoleSet(
            ids.roles("Organiser"),
            ids.roles("Rambler", "Ridge Walker", "Summit Club"),
            ids.role("Guest"),
            ids.role("Weather Bot")),
        new Cast(8, 5, 6, 5, 4, 1),
        new Tempo(
            ofMillis(5_500),
            2,
            ofSeconds(6),
            ofMillis(2_500),
            ofSeconds(5),
            ofMillis(5_500),
            ofMillis(6_200),
            ofSeconds(40)));
  }

  /**
   * Hands out ids for what belongs to one guild, each created a little over a day after the one
   * before.
   */
  private static final class Ids {
    private final String guildId;
    private Instant createdAt;
    private long ordinal;

    Ids(String guildId) {
      this.guildId = guildId;
      this.createdAt = Snowflake.createdAt(guildId);
    }

    List<Channel> channels(String... names) {
      List<Channel> channels = new ArrayList<>();
      for (String name : names) {
        channels.add(new Channel(next(), name));
      }
      return channels;
    }

    List<Role> roles(String... names) {
      List<Role> roles = new ArrayList<>();
      for (String name : names) {
        roles.add(role(name));
      }
      return roles;
    }

    Role role(String name) {
      return new Role(next(), name);
    }

    private String next() {
      createdAt = createdAt.plusMillis(90_061_007);
      ordinal++;
      return Snowflake.id(createdAt, ordinal);
    }
  }
}
