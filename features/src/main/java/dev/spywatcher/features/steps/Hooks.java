package dev.spywatcher.features.steps;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;

/** The end of every scenario. */
public final class Hooks {
  private final Clients clients;
  private final Stage stage;
  private final Judgement judgement;

  public Hooks(Clients clients, Stage stage, Judgement judgement) {
    this.judgement = judgement;
    this.clients = clients;
    this.stage = stage;
  }

  @Before
  public void begin(Scenario scenario) {
    judgement.concern(scenario.getSourceTagNames());
  }

  /** What a scenario does not mention did not happen. */
  @After
  public void end(Scenario scenario) {
    try {
      if (!scenario.isFailed()) {
        if (!clients.all().isEmpty()) {
          stage.waitForStrays();
        }
        judgement.nothingElse(clients.all());
      }
    } finally {
      clients.close();
    }
  }
}
