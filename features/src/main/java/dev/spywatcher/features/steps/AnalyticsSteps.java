package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.features.analytics.Emission;
import dev.spywatcher.features.analytics.Figures;
import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.FieldMatcher;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.target.Interval;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Updates of a guild's figures, and when they come. */
public final class AnalyticsSteps {
  private static final String UPDATE = "analytics:update";
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Duration interval = Interval.ofAnalytics();

  /** What a network may take off an interval, as a client sees it. */
  private final Duration shortest = interval.minusMillis(500);

  private final Service service;
  private final Cast cast;
  private final Stage stage;
  private final Judgement judgement;
  private final Clients clients;
  private final Map<String, Emission> lastOfGuild = new HashMap<>();
  private @Nullable Received last;

  public AnalyticsSteps(
      Service service, Cast cast, Stage stage, Clients clients, Judgement judgement) {
    this.service = service;
    this.judgement = judgement;
    this.cast = cast;
    this.stage = stage;
    this.clients = clients;
  }

  @Then("{clients} receive(s) an/the update of {guild} at once")
  public void atOnce(List<String> names, String guild) {
    note(guild, receivedAtOnce(names, guild), stage.raisedFrom());
  }

  @Then("{clients} receive(s) the same update of {guild} at once")
  public void sameAtOnce(List<String> names, String guild) {
    List<Received> updates = receivedAtOnce(names, guild);
    same(updates);
    note(guild, updates, stage.raisedFrom());
  }

  private List<Received> receivedAtOnce(List<String> names, String guild) {
    // How soon it comes is the matter of the rules on analytics.
    Duration deadline = judgement.isAboutAnalytics() ? AT_ONCE : Judgement.ARRIVAL;
    List<Received> updates = new ArrayList<>();
    for (ApiClient client : clients.named(names)) {
      updates.add(judgement.receives(client, updateOf(guild), deadline));
    }
    return updates;
  }

  @Then("{clients} receive the same update of {guild} when the interval is over")
  public void sameAfterInterval(List<String> names, String guild) {
    Emission before = lastOfGuild.get(guild);
    assertThat(before).as("an update of %s before this one", guild).isNotNull();
    if (before == null) {
      return;
    }
    Instant due = before.sent().plus(shortest);
    Duration longest = interval.plus(GRACE).plus(service.delay());
    List<Received> updates = new ArrayList<>();
    for (ApiClient client : clients.named(names)) {
      Received update = judgement.receives(client, updateOf(guild), longest);
      Emission next = Emission.of(due, update.at(), stampOf(update));
      assertThat(next.atMostAfter(before))
          .as(
              "time from when an update was sent (%s) until %s received the next:%n%s",
              before.sent(), client.name(), client.events().report())
          .isGreaterThanOrEqualTo(shortest);
      assertThat(next.receivedAfter(before))
          .as(
              "time between two updates that %s received:%n%s",
              client.name(), client.events().report())
          .isLessThanOrEqualTo(longest);
      updates.add(update);
    }
    same(updates);
    note(guild, updates, due);
  }

  @Then("for longer than an interval {client} receives nothing else")
  public void silence(String name) {
    stage.waitSinceRaised(interval.plus(GRACE).plus(GRACE));
    judgement.nothingElse(List.of(clients.named(name)));
  }

  @Then("that update shows {person} among those who wrote")
  public void shows(String person) {
    String user = cast.person(person).userId();
    List<String> shown = new ArrayList<>();
    data().path("channelDiversity").forEach(row -> shown.add(row.path("userId").asText()));
    assertThat(shown).as("users who wrote, of %s", last).contains(user);
  }

  @When("{person} and {person} keep writing in {guild} for most of the interval")
  public void keepWriting(String one, String other, String guild) {
    long end = System.nanoTime() + interval.minusSeconds(5).toNanos();
    boolean first = true;
    while (System.nanoTime() < end) {
      Guild put = cast.guild(guild);
      String user = cast.person(first ? one : other).userId();
      stage.raise(
          new DiscordEvent.Message(
              put.id(), user, put.channels().get(0).id(), "on and on", Instant.now()));
      first = !first;
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
  }

  @Then("within an interval {client} receives an update with a ghost, a lurker and a wanderer")
  public void somethingInEveryList(String name) {
    FieldMatcher full =
        new FieldMatcher(
            "with something in every list",
            data ->
                !data.path("ghosts").isEmpty()
                    && !data.path("lurkers").isEmpty()
                    && !data.path("channelDiversity").isEmpty());
    eventually(name, "Harbour", full);
  }

  /** Claims the updates that come on the way to the one that shows everything. */
  void eventually(String name, String guild, FieldMatcher data) {
    ApiClient client = clients.named(name);
    Duration deadline = interval.plus(GRACE).plus(AT_ONCE);
    Received update = judgement.receives(client, updateOf(guild).with("data", data), deadline);
    client.events().claimAll(UPDATE).forEach(one -> judgement.wellFormed(client, one));
    note(guild, List.of(update), stage.raisedFrom());
  }

  /** The figures that follow from all that happened in a guild during the past week. */
  Figures figures(String guild) {
    Instant weekAgo = Instant.now().minus(Duration.ofDays(7));
    return Figures.of(cast.guild(guild), stage.history(cast.guild(guild), weekAgo));
  }

  private Expectation updateOf(String guild) {
    return Expectation.of(UPDATE).with("guildId", FieldMatcher.text(cast.guildId(guild)));
  }

  private static void same(List<Received> updates) {
    for (Received update : updates) {
      assertThat(update.arguments())
          .as("what two clients received: %s and %s", updates.get(0), update)
          .isEqualTo(updates.get(0).arguments());
    }
  }

  /** Notes what several clients received; it was not sent before a moment. */
  private void note(String guild, List<Received> updates, Instant notBefore) {
    stage.asked();
    for (Received update : judgement.isAboutAnalytics() ? updates : List.<Received>of()) {
      FieldMatcher recent = FieldMatcher.near(notBefore, update.at(), GRACE);
      for (JsonNode part : List.of(update.payload(), update.payload().path("data"))) {
        assertThat(recent.holds().test(part.path("timestamp"), update.at()))
            .as("timestamp in %s is %s", update, recent.description())
            .isTrue();
      }
    }
    Received first = Collections.min(updates, Comparator.comparing(Received::at));
    lastOfGuild.put(guild, Emission.of(notBefore, first.at(), stampOf(first)));
    last = first;
  }

  private static @Nullable Instant stampOf(Received update) {
    return FieldMatcher.time(update.payload().path("timestamp"));
  }

  private JsonNode data() {
    Received update = last;
    if (update == null) {
      throw new IllegalStateException("no update was received yet");
    }
    return update.payload().path("data");
  }
}
