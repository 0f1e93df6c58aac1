package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code slow-answers}: the right answer, late.
 *
 * @param delay up to a minute
 */
public record SlowAnswers(Aim aim, Duration delay) implements RestFault {

  static final String NAME = "slow-answers";

  public SlowAnswers {
    if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("delay: " + delay + " is not between 0 and 60s");
    }
  }

  static SlowAnswers of(FaultParameters parameters) {
    return new SlowAnswers(Aim.of(parameters), parameters.duration("delay", Duration.ofSeconds(2)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public @Nullable ResponseDefinition answer(RestAnswers answers) {
    return null;
  }
}
