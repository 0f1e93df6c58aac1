package dev.spywatcher.features.steps;

import dev.spywatcher.fakediscord.Aim;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.fakediscord.ServerError;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.stimulus.DiscordStimulus;
import dev.spywatcher.features.target.Target;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A server that asks Discord who may see what, and a Discord that does not answer (SUB-13). */
public final class OutageSteps {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String SECRET = "a-secret-for-the-server-behind-a-discord";

  private final Service service;
  private Optional<FakeDiscord> discord = Optional.empty();
  private Optional<ServerProcess> server = Optional.empty();

  public OutageSteps(Service service) {
    this.service = service;
  }

  @Given("a server whose bot is logged in to a Discord")
  public void start() throws InterruptedException, TimeoutException {
    Service.onlyThePackagedServer();
    FakeDiscord fake = FakeDiscord.start(FakeDiscordOptions.defaults());
    discord = Optional.of(fake);
    ServerProcess process = ServerProcess.serve(ServerProcess.behind(fake.apiUrl(), SECRET));
    server = Optional.of(process);
    Target target = process.awaitReady(DEADLINE).target(SECRET);
    fake.awaitIdentify(DEADLINE);
    service.turnTo(target.withInjectUrl(DiscordStimulus.callsTo(fake)));
  }

  @When("Discord is out of order")
  public void breakDown() {
    discord.orElseThrow().strike(new ServerError(new Aim("", 1_000_000), 503));
  }

  @When("Discord is in order again")
  public void recover() {
    discord.orElseThrow().lift("server-error");
  }

  @After
  public void end() {
    server.ifPresent(ServerProcess::close);
    discord.ifPresent(FakeDiscord::close);
  }
}
