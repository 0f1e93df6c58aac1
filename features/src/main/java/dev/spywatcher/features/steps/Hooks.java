package dev.spywatcher.features.steps;

import dev.spywatcher.features.client.Masked;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.schedule.Turn;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import org.jspecify.annotations.Nullable;

/** The beginning and the end of every scenario. */
public final class Hooks {
  private final Clients clients;
  private final Stage stage;
  private final Judgement judgement;
  private @Nullable Turn turn;

  public Hooks(Clients clients, Stage stage, Judgement judgement) {
    this.judgement = judgement;
    this.clients = clients;
    this.stage = stage;
  }

  /** Before anything else, so that what is measured is measured alone. */
  @Before(order = 0)
  public void awaitTurn(Scenario scenario) {
    turn = Turn.await(scenario.getSourceTagNames(), !ServerProcess.isUnderJudgement());
  }

  @Before
  public void begin(Scenario scenario) {
    judgement.concern(scenario.getSourceTagNames());
  }

  /** What a scenario does not mention did not happen. */
  @After
  public void end(Scenario scenario) {
    boolean good = false;
    try {
      if (!scenario.isFailed()) {
        if (!clients.all().isEmpty()) {
          stage.waitForStrays();
        }
        judgement.nothingElse(clients.all());
        good = true;
      }
    } finally {
      if (!good) {
        clients
            .traffic()
            .forEach(packets -> scenario.attach(Masked.tokens(packets), "text/plain", "packets"));
      }
      clients.close();
    }
  }

  @After(order = 0)
  public void endTurn() {
    if (turn != null) {
      turn.close();
    }
  }
}
