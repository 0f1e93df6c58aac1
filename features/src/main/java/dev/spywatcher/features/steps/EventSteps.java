package dev.spywatcher.features.steps;

import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.stimulus.Snowflake;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Single things that happen in a guild. */
public final class EventSteps {
  private final Cast cast;
  private final Stage stage;
  private int newcomers;

  public EventSteps(Cast cast, Stage stage) {
    this.cast = cast;
    this.stage = stage;
  }

  @When("{person} writes in {guild}")
  public void write(String person, String guild) {
    stage.raise(message(person, guild, "hello"));
  }

  @When("a message that {person} wrote a minute ago is delivered in {guild}")
  public void deliverLate(String person, String guild) {
    Instant then = Instant.now().minus(Duration.ofMinutes(1));
    stage.raise(
        new DiscordEvent.Message(cast.guildId(guild), id(person), channel(guild), "late", then));
  }

  @When("{person} writes in {guild} without delay")
  public void writeWithoutDelay(String person, String guild) {
    stage.raiseWithoutDelay(List.of(message(person, guild, "hello")));
  }

  @When("{person} writes in every guild of his")
  public void writeEverywhere(String person) {
    List<DiscordEvent> messages = new ArrayList<>();
    String user = cast.person(person).userId();
    for (Guild guild : cast.guilds()) {
      if (guild.members().stream().anyMatch(member -> member.userId().equals(user))) {
        messages.add(message(person, guild.name(), "hello everyone"));
      }
    }
    stage.raise(messages);
  }

  @When("{person} writes about secrets in {guild}")
  public void writeSecrets(String person, String guild) {
    stage.raise(message(person, guild, Secrets.CONTENT));
  }

  @When("{person} starts typing in {guild}")
  public void type(String person, String guild) {
    stage.raise(
        new DiscordEvent.Typing(cast.guildId(guild), id(person), channel(guild), Instant.now()));
  }

  @When("{person} is {status} on {platforms} in {guild}")
  public void appear(String person, String status, List<String> platforms, String guild) {
    stage.raise(presence(person, guild, status, platforms));
  }

  @When("{person} goes online in {guild}")
  public void goOnline(String person, String guild) {
    stage.raise(presence(person, guild, "online", List.of("desktop")));
  }

  @When("{person} goes offline in {guild}")
  public void goOffline(String person, String guild) {
    stage.raise(presence(person, guild, "offline", List.of()));
  }

  @When("{person} has the role(s) {people} in {guild}")
  public void haveRoles(String person, List<String> roles, String guild) {
    stage.raise(roles(person, guild, roles));
  }

  @When("{person} has no role in {guild}")
  public void haveNoRole(String person, String guild) {
    stage.raise(roles(person, guild, List.of()));
  }

  @When("{person} joins {guild} with an account that is {}")
  public void join(String person, String guild, String age) {
    Instant createdAt = Instant.now().minus(ageOf(age));
    Cast.Person joining = cast.person(person, person, createdAt);
    join(joining, person, guild, false);
  }

  @When("someone joins {guild} by a name with {}")
  public void joinByName(String guild, String characters) {
    String name = "Someone" + newcomers++;
    join(cast.person(name, NameWith.of(characters), Snowflake.anyCreation()), name, guild, false);
  }

  @When("the bot {person} joins {guild}")
  public void botJoins(String bot, String guild) {
    join(cast.person(bot), bot, guild, true);
  }

  @When("{person} leaves {guild}")
  public void leave(String person, String guild) {
    stage.raise(new DiscordEvent.Leave(cast.guildId(guild), id(person), Instant.now()));
  }

  /** Everything that a guild's subscriber may be told of: each of the five kinds. */
  @When("one event of each kind happens in {guild}")
  public void oneOfEach(String guild) {
    if (cast.guild(guild).roles().isEmpty()) {
      stage.put(cast.withRoles(guild, Map.of(Snowflake.any(), "Pilot")));
    }
    String member = "Ben";
    stage.raise(message(member, guild, "hello"));
    stage.raise(presence(member, guild, "online", List.of("desktop", "web")));
    stage.raise(roles(member, guild, List.of("Pilot")));
    String newcomer = "Newcomer" + newcomers++;
    join(cast.person(newcomer), newcomer, guild, false);
  }

  private void join(Cast.Person person, String name, String guild, boolean bot) {
    stage.raise(
        new DiscordEvent.Join(
            cast.guildId(guild),
            person.userId(),
            person.username(),
            person.createdAt(),
            bot,
            Instant.now()));
    cast.admit(guild, List.of(name), bot);
  }

  private DiscordEvent message(String person, String guild, String content) {
    return new DiscordEvent.Message(
        cast.guildId(guild), id(person), channel(guild), content, Instant.now());
  }

  private DiscordEvent presence(
      String person, String guild, String status, List<String> platforms) {
    return new DiscordEvent.Presence(
        cast.guildId(guild), id(person), status, platforms, Instant.now());
  }

  /** By the first word of a role's name, which may hold more than the features say. */
  private DiscordEvent roles(String person, String guild, List<String> names) {
    List<String> ids =
        cast.guild(guild).roles().stream()
            .filter(role -> names.stream().anyMatch(role.name()::startsWith))
            .map(Guild.Role::id)
            .toList();
    return new DiscordEvent.Roles(cast.guildId(guild), id(person), ids, Instant.now());
  }

  private String id(String person) {
    return cast.person(person).userId();
  }

  private String channel(String guild) {
    return cast.guild(guild).channels().get(0).id();
  }

  private static Duration ageOf(String words) {
    return switch (words) {
      case "brand new" -> Duration.ofMinutes(1);
      case "almost a day old" -> Duration.ofDays(1).minusMinutes(1);
      case "just over a day old" -> Duration.ofDays(1).plusMinutes(1);
      case "a year old" -> Duration.ofDays(365).plusHours(5);
      case "from tomorrow" -> Duration.ofDays(-1);
      default -> throw new IllegalArgumentException("an account cannot be '" + words + "'");
    };
  }
}
