package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Expectation;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Many things that happen, to be told once and in order. */
public final class BurstSteps {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Service service;
  private final Cast cast;
  private final Stage stage;
  private final Judgement judgement;
  private final Clients clients;

  public BurstSteps(Service service, Cast cast, Stage stage, Clients clients, Judgement judgement) {
    this.service = service;
    this.judgement = judgement;
    this.cast = cast;
    this.stage = stage;
    this.clients = clients;
  }

  @When("{int} messages are written in {guild} in one burst")
  public void burst(int count, String guild) {
    prepareChannels(guild, count);
    List<DiscordEvent> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(message(guild, i));
    }
    stage.raise(messages);
  }

  @When("{int} messages are written in {guild}, one after another")
  public void oneAfterAnother(int count, String guild) {
    prepareChannels(guild, count);
    for (int i = 0; i < count; i++) {
      stage.raise(message(guild, i));
    }
  }

  @When("{int} messages are written in {guild}, the upgrade let through midway")
  public void aroundUpgrade(int count, String guild) {
    prepareChannels(guild, count);
    for (int i = 0; i < count; i++) {
      if (i == count / 2) {
        clients.all().forEach(ApiClient::letUpgradeThrough);
      }
      stage.raise(message(guild, i));
    }
  }

  @When("{clients} arrive by upgrade while messages are written in {guild}")
  public void arriveInTraffic(List<String> names, String guild) {
    int count = 600;
    prepareChannels(guild, count);
    for (int i = 0; i < count - 1; i++) {
      if (i % 50 == 0 && i / 50 < names.size()) {
        String name = names.get(i / 50);
        ApiClient client = clients.create(name, Transport.UPGRADE, clients.goodToken(name));
        client.connect();
        client.emit("subscribe:guild", cast.guildId(guild));
      }
      stage.raiseWithoutDelay(List.of(message(guild, i)));
    }
    stage.requested();
    stage.raise(message(guild, count - 1));
  }

  @When("{int} events of all kinds happen in {guild} in one burst")
  public void mixedBurst(int count, String guild) {
    List<String> members =
        IntStream.range(0, count / 4).mapToObj(number -> "member " + number).toList();
    stage.put(cast.admit(guild, members, false));
    Guild put = cast.guild(guild);
    List<DiscordEvent> events = new ArrayList<>();
    for (int i = 0; i < count / 4; i++) {
      String user = cast.person(members.get(i)).userId();
      Cast.Person joining = cast.person("newcomer " + i);
      events.add(message(guild, user, 0));
      events.add(new DiscordEvent.Presence(put.id(), user, "idle", List.of("web"), Instant.now()));
      events.add(
          new DiscordEvent.Roles(
              put.id(), user, List.of(put.roles().get(i % 3).id()), Instant.now()));
      events.add(
          new DiscordEvent.Join(
              put.id(),
              joining.userId(),
              joining.username(),
              joining.createdAt(),
              false,
              Instant.now()));
    }
    stage.raise(events);
  }

  @Then("{clients} have/has received each message once and in order")
  public void eachMessage(List<String> names) {
    List<Expectation> expected = stage.expected();
    for (ApiClient client : clients.named(names)) {
      judgement.onceAndInOrder(client, expected, arrived(client, expected.size()));
    }
  }

  @Then("{clients} have/has received all of it once and in order")
  public void everything(List<String> names) {
    eachMessage(names);
  }

  @Then("{clients} have/has received each message since their first once and in order")
  public void sinceTheirFirst(List<String> names) {
    List<Expectation> expected = stage.expected();
    Expectation last = expected.get(expected.size() - 1);
    for (ApiClient client : clients.named(names)) {
      judgement.receives(client, last, DEADLINE);
      List<Received> received = client.events().claimAll("message:new");
      int missed = expected.size() - received.size();
      assertThat(missed)
          .as("messages before the first that %s received", client.name())
          .isBetween(0, expected.size() - 1);
      judgement.onceAndInOrder(client, expected.subList(missed, expected.size()), received);
    }
  }

  @Then("{int} in 100 have reached {clients} within a second")
  public void inTime(int share, List<String> names) {
    List<Expectation> expected = stage.expected();
    List<DiscordEvent> events = stage.latest();
    for (ApiClient client : clients.named(names)) {
      List<Received> received = arrived(client, expected.size());
      List<Duration> delays = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        delays.add(delay(events.get(i), expected.get(i), received));
      }
      delays.sort(null);
      Duration kept = delays.get((int) Math.ceil(delays.size() * share / 100.0) - 1);
      assertThat(kept)
          .as(
              "delay that %d in 100 of %d keep on their way to %s; the longest is %s",
              share, delays.size(), client.name(), delays.get(delays.size() - 1))
          .isLessThanOrEqualTo(SECOND.plus(service.leeway()));
    }
  }

  private Duration delay(DiscordEvent event, Expectation expectation, List<Received> received) {
    Expectation identity = judgement.concerning(expectation);
    return received.stream()
        .filter(identity::matches)
        .map(one -> Duration.between(event.timestamp(), one.at()))
        .findFirst()
        .orElse(NEVER);
  }

  private List<Received> arrived(ApiClient client, int count) {
    List<Received> received = client.events().awaitUnclaimed(count, DEADLINE);
    received.stream().map(Received::name).distinct().forEach(client.events()::claimAll);
    return received;
  }

  /** As many as it takes for no two messages to be of one member in one channel. */
  private void prepareChannels(String guild, int count) {
    int channels = 1 + (count - 1) / cast.guild(guild).members().size();
    stage.put(
        cast.withChannels(
            guild, IntStream.range(0, channels).mapToObj(number -> "channel-" + number).toList()));
  }

  /** One member after the other writes in one channel after the other. */
  private DiscordEvent message(String guild, int number) {
    List<Guild.Member> members = cast.guild(guild).members();
    return message(guild, members.get(number % members.size()).userId(), number / members.size());
  }

  private DiscordEvent message(String guild, String user, int channel) {
    Guild put = cast.guild(guild);
    return new DiscordEvent.Message(
        put.id(), user, put.channels().get(channel).id(), "burst", Instant.now());
  }
}
