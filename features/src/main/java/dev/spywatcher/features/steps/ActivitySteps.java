package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.analytics.Figures;
import dev.spywatcher.features.client.FieldMatcher;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Activity of known amount, and the figures that follow from it. */
public final class ActivitySteps {
  private static final List<String> STATUSES = List.of("online", "idle", "dnd");

  private final Service service;
  private final Cast cast;
  private final Stage stage;
  private final AnalyticsSteps analytics;

  public ActivitySteps(Service service, Cast cast, Stage stage, AnalyticsSteps analytics) {
    this.service = service;
    this.cast = cast;
    this.stage = stage;
    this.analytics = analytics;
  }

  @Given("{person} typed and {person} wrote in {guild} eight days ago")
  public void longAgo(String typist, String writer, String guild) {
    if (service.isBehindDiscord()) {
      throw Service.skipped("Discord tells of nothing days after it has happened");
    }
    Instant then = Instant.now().minus(Duration.ofDays(8));
    Guild put = cast.guild(guild);
    String channel = put.channels().get(0).id();
    stage.raise(
        List.of(
            new DiscordEvent.Typing(put.id(), cast.person(typist).userId(), channel, then),
            new DiscordEvent.Message(
                put.id(), cast.person(writer).userId(), channel, "old news", then)));
  }

  @When("this happens in {guild}:")
  public void happen(String guild, DataTable table) {
    stage.put(cast.withChannels(guild, List.of("general", "random", "off-topic")));
    List<DiscordEvent> events = new ArrayList<>();
    for (Map<String, String> row : table.asMaps()) {
      events.addAll(
          activity(
              guild,
              row.getOrDefault("member", ""),
              number(row, "typing starts"),
              number(row, "messages"),
              number(row, "channels"),
              number(row, "presences")));
    }
    stage.raise(events);
  }

  @Given("{int} ghosts, {int} lurkers and {int} wanderers are members of {guild}")
  public void admitCrowd(int ghosts, int lurkers, int wanderers, String guild) {
    List<String> names = new ArrayList<>();
    names.addAll(named("ghost", ghosts));
    names.addAll(named("lurker", lurkers));
    names.addAll(named("wanderer", wanderers));
    cast.withChannels(guild, named("channel", 8));
    stage.put(cast.admit(guild, names, false));
  }

  /** With ties in every list, so that their order shows. */
  @When("the ghosts, lurkers and wanderers are active in {guild}")
  public void crowdIsActive(String guild) {
    List<DiscordEvent> events = new ArrayList<>();
    for (Guild.Member member : cast.guild(guild).members()) {
      String[] name = member.username().split(" ");
      if (name.length == 2) {
        int number = Integer.parseInt(name[1]);
        switch (name[0]) {
          case "ghost" ->
              events.addAll(activity(guild, member.username(), 1 + number / 2, 0, 1, 0));
          case "lurker" ->
              events.addAll(activity(guild, member.username(), 0, 0, 0, 1 + number / 2));
          default -> {
            int channels = 2 + number % 7;
            events.addAll(activity(guild, member.username(), 0, channels, channels, 0));
          }
        }
      }
    }
    stage.raise(events);
  }

  @Then("within an interval {client} receives the leading figures of {guild}")
  public void leadingFigures(String name, String guild) {
    Figures figures = analytics.figures(guild);
    assertThat(figures.ghosts()).hasSize(10);
    assertThat(figures.lurkers()).hasSize(10);
    assertThat(figures.channelDiversity()).hasSize(20);
    int channels = cast.guild(guild).channels().size();
    FieldMatcher shown =
        new FieldMatcher(
            figures + " in this order", data -> figures.shownInOrderBy(data, channels));
    analytics.eventually(name, guild, shown);
  }

  @Then("within an interval {client} receives exactly these figures of {guild}:")
  public void exactFigures(String name, String guild, DataTable table) {
    Figures figures =
        new Figures(rows(table, "ghosts"), rows(table, "lurkers"), rows(table, "diversity"));
    int channels = cast.guild(guild).channels().size();
    FieldMatcher shown =
        new FieldMatcher(figures + " in any order", data -> figures.shownBy(data, channels));
    analytics.eventually(name, guild, shown);
  }

  private List<Figures.Row> rows(DataTable table, String list) {
    return table.asMaps().stream()
        .filter(row -> list.equals(row.get("list")))
        .map(
            row -> {
              Cast.Person person = cast.person(row.getOrDefault("member", ""));
              double figure = Double.parseDouble(row.getOrDefault("figure", ""));
              return new Figures.Row(person.userId(), person.username(), figure);
            })
        .toList();
  }

  private List<DiscordEvent> activity(
      String guildName, String name, int typing, int messages, int channels, int presences) {
    Guild guild = cast.guild(guildName);
    String user = cast.person(name).userId();
    List<DiscordEvent> events = new ArrayList<>();
    for (int i = 0; i < typing + messages; i++) {
      String channel = guild.channels().get(i % channels).id();
      events.add(
          i < typing
              ? new DiscordEvent.Typing(guild.id(), user, channel, Instant.now())
              : new DiscordEvent.Message(guild.id(), user, channel, "activity", Instant.now()));
    }
    for (int i = 0; i < presences; i++) {
      String status = STATUSES.get(i % STATUSES.size());
      events.add(
          new DiscordEvent.Presence(guild.id(), user, status, List.of("web"), Instant.now()));
    }
    return events;
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.getOrDefault(column, ""));
  }

  private static List<String> named(String kind, int count) {
    return IntStream.range(0, count).mapToObj(number -> kind + " " + number).toList();
  }
}
