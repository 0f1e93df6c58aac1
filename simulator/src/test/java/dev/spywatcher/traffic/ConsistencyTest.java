package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.GuildDefinition.Role;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A day of the demo, kept account of by someone who believes only what a server may know. */
class ConsistencyTest {

  private static final long SEED = 42;
  private static final Scenario DEMO = Scenario.named("demo");
  private static final Population POPULATION = Population.of(DEMO, SEED);
  private static final Map<String, Account> ACCOUNTS = new LinkedHashMap<>();

  /** What there is in a guild, what happened there, and what should not have. */
  private static final class Account {
    private final Set<String> channels = new HashSet<>();
    private final Set<String> roles = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private final Set<String> offline = new HashSet<>();
    private final Map<String, Integer> typings = new HashMap<>();
    private final Map<String, Integer> messages = new HashMap<>();
    private final Map<String, Integer> presences = new HashMap<>();
    private final Set<String> faults = new HashSet<>();
    private final int membersAtFirst;
    private int mostMembers;
    private int leaves;

    Account(GuildDefinition guild) {
      guild.channels().stream().map(Channel::id).forEach(channels::add);
      guild.roles().stream().map(Role::id).forEach(roles::add);
      guild.members().stream().map(Member::userId).forEach(members::add);
      membersAtFirst = members.size();
    }

    void enter(DiscordEvent event) {
      String user = event.userId();
      if (event instanceof DiscordEvent.Join join) {
        require(members.add(user), "joins who is a member", event);
        require(!join.username().isBlank(), "joins without a name", event);
        mostMembers = Math.max(mostMembers, members.size());
        return;
      }
      require(members.contains(user), "acts who is no member", event);
      require(!user.equals(DEMO.demoUser().userId()), "the demo user acts", event);
      if (event instanceof DiscordEvent.Message message) {
        require(channels.contains(message.channelId()), "a foreign channel", event);
        require(!message.content().isBlank(), "an empty message", event);
        require(!offline.contains(user), "writes while offline", event);
        messages.merge(user, 1, Integer::sum);
      } else if (event instanceof DiscordEvent.Typing typing) {
        require(channels.contains(typing.channelId()), "a foreign channel", event);
        require(!offline.contains(user), "types while offline", event);
        typings.merge(user, 1, Integer::sum);
      } else if (event instanceof DiscordEvent.Presence presence) {
        boolean gone = presence.status() == PresenceStatus.OFFLINE;
        require(presence.platforms().isEmpty() == gone, "status and platforms differ", event);
        presences.merge(user, 1, Integer::sum);
        if (gone) {
          offline.add(user);
        } else {
          offline.remove(user);
        }
      } else if (event instanceof DiscordEvent.Roles changed) {
        require(roles.containsAll(changed.roleIds()), "a foreign role", event);
        require(
            new HashSet<>(changed.roleIds()).size() == changed.roleIds().size(), "twice", event);
      } else if (event instanceof DiscordEvent.Leave) {
        members.remove(user);
        leaves++;
      }
    }

    private void require(boolean holds, String fault, DiscordEvent event) {
      if (!holds && faults.size() < 10) {
        faults.add(fault + ": " + event);
      }
    }

    double ghostScore(String user) {
      return typings.getOrDefault(user, 0) / (messages.getOrDefault(user, 0) + 1.0);
    }
  }

  @BeforeAll
  static void playADay() {
    for (Crowd crowd : POPULATION.crowds()) {
      ACCOUNTS.put(crowd.guild().id(), new Account(crowd.definition()));
    }
    PlayTime playTime = new PlayTime(Instant.parse("2026-03-01T00:00:00Z"), 1);
    Iterator<TimedEvent> events = Traffic.of(POPULATION, SEED, playTime).events();
    TimedEvent timed = events.next();
    while (timed.nanos() < Duration.ofDays(1).toNanos()) {
      DiscordEvent event = timed.at(Instant.EPOCH);
      account(event.guildId()).enter(event);
      timed = events.next();
    }
  }

  @Test
  void nothingHappensThatCouldNotHappenInTheGuild() {
    assertThat(ACCOUNTS.values()).allSatisfy(account -> assertThat(account.faults).isEmpty());
  }

  @Test
  void aGuildKeepsAboutItsSize() {
    assertThat(ACCOUNTS.values())
        .allSatisfy(
            account -> {
              assertThat(account.leaves).isGreaterThan(10_000);
              assertThat(account.mostMembers)
                  .isBetween(account.membersAtFirst + 3, account.membersAtFirst * 2);
            });
  }

  @Test
  void ghostsStandOutFromThoseWhoWrite() {
    for (Crowd crowd : POPULATION.crowds()) {
      Account account = account(crowd.guild().id());
      assertThat(ids(crowd, Persona.GHOST)).allMatch(user -> account.ghostScore(user) > 5);
      for (Persona persona : List.of(Persona.CHATTER, Persona.CLIMBER, Persona.SEVERAL_CLIENTS)) {
        assertThat(ids(crowd, persona))
            .allMatch(user -> account.ghostScore(user) <= 1)
            .allMatch(user -> account.messages.getOrDefault(user, 0) > 0);
      }
    }
  }

  @Test
  void lurkersAreSeenAndNeverHeard() {
    for (Crowd crowd : POPULATION.crowds()) {
      Account account = account(crowd.guild().id());
      assertThat(ids(crowd, Persona.LURKER))
          .allMatch(user -> account.presences.getOrDefault(user, 0) >= 5)
          .noneMatch(account.typings::containsKey)
          .noneMatch(account.messages::containsKey);
    }
  }

  @Test
  void botsAnswerAndDoNotType() {
    for (Crowd crowd : POPULATION.crowds()) {
      Account account = account(crowd.guild().id());
      assertThat(ids(crowd, Persona.BOT))
          .allMatch(account.messages::containsKey)
          .noneMatch(account.typings::containsKey);
    }
  }

  private static Account account(String guildId) {
    return Objects.requireNonNull(ACCOUNTS.get(guildId), guildId);
  }

  private static List<String> ids(Crowd crowd, Persona persona) {
    return IntStream.range(0, crowd.count(persona))
        .mapToObj(number -> crowd.userId(persona, number))
        .toList();
  }
}
