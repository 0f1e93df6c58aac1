package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Transport;
import dev.spywatcher.features.process.OwnPair;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.process.SharedPair;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.DiscordStimulus;
import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.target.Command;
import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A service of two servers, one of which may die, and the Redis that they share (SCALE). */
public final class ScaleSteps {
  private static final Duration TO_NOTICE = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final String MESSAGE = "message:new";

  private final Service service;
  private final Clients clients;
  private final Cast cast;
  private final Stage stage;
  private @Nullable FakeDiscord discord;
  private @Nullable OwnPair pair;
  private long died;

  public ScaleSteps(Service service, Clients clients, Cast cast, Stage stage) {
    this.service = service;
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @Given("a service of two servers")
  public void two() {
    if (isPackaged()) {
      service.turnTo(SharedPair.RATED.pair());
    }
    requireOther();
  }

  @Given("a service of two servers whose {setting} is known")
  public void twoWith(Setting setting) {
    if (isPackaged()) {
      service.turnTo(SharedPair.with(setting).pair());
    } else {
      service.turnToOneWith(setting);
    }
    requireOther();
  }

  /** Whether it is a pair of the suite's own that is judged. */
  private static boolean isPackaged() {
    return ServerProcess.isUnderJudgement();
  }

  private void requireOther() {
    assertThat(service.other().url())
        .as("URL of the other server")
        .isNotEqualTo(service.target().url());
  }

  @Given("a service of two servers, either of which may die")
  public void twoThatDie() {
    if (!isPackaged()) {
      require(Command.KILL_SERVER);
      requireOther();
      return;
    }
    FakeDiscord fake = FakeDiscord.start(FakeDiscordOptions.defaults());
    discord = fake;
    OwnPair mortal = OwnPair.behind(fake.apiUrl());
    pair = mortal;
    try {
      fake.awaitIdentify(ServerProcess.START);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("neither of two servers has logged in to Discord", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a bot logs in", e);
    }
    service.turnTo(mortal, DiscordStimulus.callsTo(fake));
  }

  @Given("a service of two servers whose Redis may be away")
  public void twoWhoseRedisStops() {
    if (isPackaged()) {
      OwnPair own = OwnPair.with(Map.of());
      pair = own;
      service.turnTo(own);
    } else {
      require(Command.STOP_REDIS);
      require(Command.START_REDIS);
    }
    requireOther();
  }

  private static void require(Command command) {
    if (command.told() == null) {
      throw Service.skipped("it is not told (--%s) how", command.option());
    }
  }

  @Given("{clients} connect(s) to the other server")
  public void connectToOther(List<String> names) {
    names.forEach(name -> connectToOther(name, Transport.WEBSOCKET));
  }

  @Given("{client} connects to the other server by {transport}")
  public void connectToOther(String name, Transport transport) {
    clients.connectedTo(service.other(), name, transport);
  }

  @When("{client} connects to the server that is left")
  public void connectToTheOneLeft(String name) {
    clients.connectedTo(service.target(), name, Transport.WEBSOCKET);
  }

  @When("what happens comes in at the other server")
  public void comeInAtOther() {
    stage.comesInAt(service.other());
  }

  @When("what happens comes in at the first server")
  public void comeInAtFirst() {
    stage.comesInAt(service.target());
  }

  @When("the other server dies")
  public void otherDies() {
    stage.settle();
    died = System.nanoTime();
    if (pair != null) {
      pair.kill(pair.other());
    } else {
      Command.KILL_SERVER.run();
    }
    stage.comesInAt(service.target());
  }

  /** From here on the other is the first. */
  @When("the first server dies")
  public void firstDies() {
    OwnPair mortal = pair;
    if (mortal == null) {
      throw Service.skipped("--kill-server kills the server of --other-url alone");
    }
    stage.settle();
    died = System.nanoTime();
    mortal.kill(mortal.first());
    service.goOnAtOther();
  }

  @Then("within ten seconds {client} is told again what happens in {guild}")
  public void toldAgain(String name, String guild) {
    ApiClient client = clients.named(name);
    Duration patience = TO_NOTICE.plus(Stage.WINDOW).plus(service.delay());
    int before = client.events().named(MESSAGE).size();
    boolean told = false;
    while (!told && System.nanoTime() - died < patience.toNanos()) {
      stage.raiseWithoutDelay(List.of(message(guild)));
      stage.pause(BETWEEN);
      told = client.events().named(MESSAGE).size() > before;
    }
    assertThat(told)
        .as("%s was told of a message within %s: %s", name, patience, client.events().report())
        .isTrue();
    stage.waitForStrays();
    stage.asked();
    clients.all().forEach(one -> one.events().claimAll(MESSAGE));
  }

  private DiscordEvent message(String guildName) {
    Guild guild = cast.guild(guildName);
    return new DiscordEvent.Message(
        guild.id(),
        guild.members().get(0).userId(),
        guild.channels().get(0).id(),
        "still there?",
        Instant.now());
  }

  @When("Redis is stopped")
  public void stopRedis() {
    stage.settle();
    if (pair != null) {
      pair.stopRedis();
    } else {
      Command.STOP_REDIS.run();
    }
  }

  @When("Redis is started again")
  public void startRedis() {
    if (pair != null) {
      pair.startRedis();
    } else {
      Command.START_REDIS.run();
    }
  }

  @Then("both servers say that Redis is {word}")
  public void bothSay(String state) {
    for (Target server : List.of(service.target(), service.other())) {
      Awaitility.await()
          .atMost(TO_NOTICE.plus(TO_NOTICE).plus(service.delay()))
          .untilAsserted(
              () ->
                  assertThat(Health.of(server).redis())
                      .as("what %s says of Redis", server.url())
                      .isEqualTo(state));
    }
  }

  @Then("both servers have logged that Redis was away")
  public void bothHaveLogged() {
    if (pair != null) {
      assertThat(pair.outputs())
          .as("what each server printed")
          .allSatisfy(output -> assertThat(output).containsIgnoringCase("redis"));
    }
  }

  @After
  public void end() {
    if (pair != null) {
      pair.close();
    }
    if (discord != null) {
      discord.close();
    }
  }
}
