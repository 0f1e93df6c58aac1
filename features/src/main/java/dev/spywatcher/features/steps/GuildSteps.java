package dev.spywatcher.features.steps;

import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.stimulus.Snowflake;
import io.cucumber.java.en.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Guilds, their members, channels and roles. */
public final class GuildSteps {
  private final Cast cast;
  private final Stage stage;

  public GuildSteps(Cast cast, Stage stage) {
    this.cast = cast;
    this.stage = stage;
  }

  @Given("the guild {guild} with the members {people}")
  public void found(String guild, List<String> people) {
    cast.found(guild);
    stage.put(cast.admit(guild, people, false));
  }

  @Given("{int} more guilds with the members {people}")
  public void foundMore(int count, List<String> people) {
    for (int i = 0; i < count; i++) {
      found("Another" + "x".repeat(i), people);
    }
  }

  @Given("{people} are members of {guild}")
  public void admit(List<String> people, String guild) {
    stage.put(cast.admit(guild, people, false));
  }

  @Given("the bot {person} is a member of {guild}")
  public void admitBot(String bot, String guild) {
    stage.put(cast.admit(guild, List.of(bot), true));
  }

  @Given("{guild} has the roles {people}")
  public void createRoles(String guild, List<String> roles) {
    Map<String, String> names = new LinkedHashMap<>();
    roles.forEach(role -> names.put(Snowflake.any(), role));
    stage.put(cast.withRoles(guild, names));
  }

  @Given("{person} is called by a name with {}")
  public void rename(String person, String characters) {
    String username = NameWith.of(characters);
    cast.rename(person, username);
    String userId = cast.person(person).userId();
    for (Guild guild : cast.guilds()) {
      stage.put(cast.renamed(guild.name(), userId, username));
    }
  }

  @Given("the channel and the roles of {guild} are called by names with {}")
  public void renameChannelAndRoles(String guild, String characters) {
    String name = NameWith.of(characters);
    cast.withChannels(guild, List.of(name));
    Map<String, String> roles = new LinkedHashMap<>();
    for (Guild.Role role : cast.guild(guild).roles()) {
      roles.put(role.id(), role.name() + name);
    }
    stage.put(cast.withRoles(guild, roles));
  }
}
