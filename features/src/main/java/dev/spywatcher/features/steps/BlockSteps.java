package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.engineio.Visit;
import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses that come back too often, and are shut out for a while (LIM-4). */
public final class BlockSteps {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int MOST_VISITS = 200;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int GOOD_BEHAVIOUR = 20;

  private final Service service;
  private final Clients clients;
  private final Cast cast;
  private @Nullable Visit refusal;
  private @Nullable Target other;
  private int visits;

  public BlockSteps(Service service, Clients clients, Cast cast) {
    this.service = service;
    this.clients = clients;
    this.cast = cast;
  }

  @When("{person} comes back from {from} to both servers in turn, more often than allowed")
  public void comeBackToBoth(String person, String from) {
    other = service.other();
    comeBackTooOften(person, from);
  }

  @When("{person} comes back from {from} more often than allowed")
  public void comeBackTooOften(String person, String from) {
    int allowed = service.count(Setting.RECONNECT_LIMIT);
    String rate = service.setting(Setting.CONNECTION_RATE);
    if (allowed > MOST_VISITS
        || block().compareTo(LONGEST) > 0
        || rate != null && Integer.parseInt(rate) < 10 * allowed) {
      throw Service.skipped(
          "reconnections are limited to %d, blocks last %s and attempts are limited to %s in a"
              + " minute, so that blocks take too long or are not reached",
          allowed, block(), rate == null ? "so many" : rate);
    }
    Visit visit = pay(person, from);
    long began = visit.began();
    assertThat(visit.letIn()).as("first attempt from %s: %s", from, visit).isTrue();
    for (int i = 0; i < allowed && visit.letIn(); i++) {
      visit = pay(person, from);
    }
    if (visit.letIn() && visit.endedAfter(began).compareTo(WINDOW) >= 0) {
      throw Service.skipped("the machine is too busy to come back so often within %s", WINDOW);
    }
    assertThat(visit.letIn())
        .as("attempt number %d from %s within ten seconds was let in", allowed + 1, from)
        .isFalse();
    refusal = visit;
  }

  @Then("{person} is blocked at {from} for {int} time(s) the length of a block")
  public void blockedFor(String person, String from, int times) {
    Duration length = block().multipliedBy(times);
    long soonest = refusal().began();
    Stage.waitUntil(soonest + length.minusSeconds(1).toNanos());
    Visit before = pay(person, from);
    if (before.endedAfter(soonest).compareTo(length) < 0) {
      assertThat(before.letIn())
          .as("attempt %s into a block of %s", before.endedAfter(soonest), length)
          .isFalse();
    }
    Stage.waitUntil(refusal().ended() + length.plusMillis(500).toNanos());
    Visit after = pay(person, from);
    assertThat(after.letIn())
        .as("attempt after a block of %s was over: %s", length, after)
        .isTrue();
  }

  @When("{from} is left alone for twenty times as long")
  public void behave(String from) {
    service.place(from);
    Duration length = block().multipliedBy(GOOD_BEHAVIOUR + 1);
    Stage.waitUntil(refusal().ended() + length.plusSeconds(1).toNanos());
  }

  /** The attempt that was one too many: the block began while it went on. */
  private Visit refusal() {
    if (refusal == null) {
      throw new IllegalStateException("nobody has been blocked yet");
    }
    return refusal;
  }

  private Visit pay(String person, String from) {
    String token = clients.mint().token(cast.person(person).userId(), "USER");
    Target one = service.target();
    Target next = visits++ % 2 == 0 || other == null ? one : other;
    return Visit.pay(next, service.place(from), token, Map.of());
  }

  private Duration block() {
    String told = service.known(Setting.RECONNECT_BLOCK);
    return Duration.parse("PT" + told.toUpperCase(Locale.ROOT));
  }
}
