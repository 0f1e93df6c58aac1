package dev.spywatcher.fakediscord;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;

/**
 * {@code rate-limit}: 429.
 *
 * @param retryAfter what {@code Retry-After} says
 * @param global whether it is for all routes of the bot, not for this one
 */
public record RateLimit(Aim aim, Duration retryAfter, boolean global) implements RestFault {

  static final String NAME = "rate-limit";

  static RateLimit of(FaultParameters parameters) {
    return new RateLimit(
        Aim.of(parameters),
        parameters.duration("retryAfter", Duration.ofSeconds(1)),
        parameters.flag("global", false));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ResponseDefinition answer(RestAnswers answers) {
    return answers.limited(retryAfter, global ? "global" : "shared", global, null).build();
  }
}
